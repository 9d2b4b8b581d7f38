#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>

namespace scvm::crm {

/// The part of one customer's scores that only the whole network tells: what a card carries so that a save hook can
/// hand it back.
struct network_inputs {
    network::social_features features{absent, absent, absent};
    double contributions = absent;  ///< decayed number of own posts, answers and reviews
    double influence = absent;      ///< share of all attention
    double followers = absent;
    double engaged = absent;         ///< followers who reacted
    double effective = absent;       ///< followers who weigh in scores
    double published = absent;       ///< the social score that was published last
    double days = 0;                 ///< since then; in a record, which is of the same batch, none
    double audience_value = absent;  ///< money: those who listen to the customer
    double points = absent;          ///< for being recognised by others
    double others = absent;          ///< by whom
    double badge = absent;           ///< 0 to 3
    network::participation_class participation = network::participation_class::inactive;
    bool follows_brand = false;
};

/// What of one customer's equity depends on others: what a card carries so that a save hook can hand it back.
struct equity_inputs {
    double owed_for_referral = 0;   ///< part of the own value for who brought the customer, if it is borne out in full
    double owed_for_influence = 0;  ///< the same for those who influence
    double referral_value = 0;      ///< money credited for those whom the customer brought
    double influence_value = 0;     ///< money credited for those whom the customer influences
    double contacts = 0;            ///< interactions that the customer took part in
    double answered = 0;            ///< utterances of the customer that an employee answered
    double recommendations = 0;     ///< customers who came on the customer's word
    double helped = 0;              ///< answers to other customers
    double open_referrals = 0;      ///< people whom the customer referred and who are outside the base
};

/// What of one customer's complaints depends on others.
struct service_inputs {
    double queue_place = absent;  ///< of the last batch
};

}  // namespace scvm::crm
