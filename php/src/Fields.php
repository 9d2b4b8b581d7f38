<?php
// Rendered by describe/render.py from the descriptions in core/; do not edit.
declare(strict_types=1);

namespace Scvm;

/** The fields of the command `scvm` (docs/reference/fields.md), and what they are made of. */
final class Fields
{
    /** The parts of the scores in the order in which an explanation tells of them, with their fields. */
    public const OF_PART = [
        'survey' => ['segment', 'satisfaction', 'attachment'],
        'value' => ['revenue', 'p_alive', 'expected_purchases', 'lifetime_value'],
        'network' => ['influence', 'social_score', 'community_points', 'community_badge', 'participation'],
        'equity' => ['network_value', 'engagement_value', 'open_referrals', 'stage', 'stage_premature', 'sharing_points', 'sharing_diversity', 'shared_products', 'shared_ideas', 'shared_know_how', 'shared_capital', 'shared_content', 'shared_experience', 'shared_trends'],
        'matters' => ['matters_place', 'matters_shared_by', 'matters_layer', 'matters_first_layer', 'active', 'influential', 'valuable', 'hub', 'bridge', 'spanner', 'betweenness'],
        'ambassadors' => ['ambassador', 'ambassador_place', 'ambassador_gain'],
        'service' => ['open_complaints', 'open_hours', 'promised_hours', 'missed_hours', 'damage_at_risk', 'queue_place', 'recovered', 'helper_state', 'helper_trust'],
        'accounts' => ['account_revenue', 'account_lifetime_value', 'account_network_value', 'account_segment', 'account_satisfaction', 'account_attachment'],
        'treatment' => ['value_tier', 'treatment'],
    ];

    /** The uses of a person's data that each part rests on. */
    public const USES = [
        'survey' => ['survey'],
        'value' => ['value'],
        'network' => ['network'],
        'equity' => ['value', 'network'],
        'matters' => ['network'],
        'ambassadors' => ['survey', 'network', 'contact'],
        'service' => ['network'],
        'accounts' => ['value'],
        'treatment' => ['survey', 'value', 'network', 'contact'],
    ];

    /** Where a score stands on a card; `none`: the word that says that there is none; `given`: told only where that says `word`. */
    public const ON_CARD = [
        'segment' => ['card' => 'survey.segment'],
        'satisfaction' => ['card' => 'survey.satisfaction'],
        'attachment' => ['card' => 'survey.attachment'],
        'revenue' => ['card' => 'value.revenue'],
        'p_alive' => ['card' => 'value.p_alive', 'probability' => true],
        'expected_purchases' => ['card' => 'value.expected_purchases'],
        'lifetime_value' => ['card' => 'value.lifetime_value'],
        'influence' => ['card' => 'network.influence'],
        'social_score' => ['card' => 'network.social_score'],
        'community_points' => ['card' => 'network.community_points'],
        'community_badge' => ['card' => 'network.community_badge'],
        'network_value' => ['card' => 'equity.network_value'],
        'engagement_value' => ['card' => 'equity.engagement_value'],
        'open_referrals' => ['card' => 'equity.open_referrals'],
        'open_complaints' => ['card' => 'service.open'],
        'open_hours' => ['card' => 'service.open_hours'],
        'promised_hours' => ['card' => 'service.promised_hours'],
        'missed_hours' => ['card' => 'service.missed_hours'],
        'damage_at_risk' => ['card' => 'service.damage_at_risk'],
        'queue_place' => ['card' => 'service.queue_place'],
        'recovered' => ['card' => 'service.recovered', 'none' => 'none'],
        'helper_state' => ['card' => 'helper.state', 'given' => 'helper.status', 'word' => 'scored'],
        'helper_trust' => ['card' => 'helper.trust', 'probability' => true],
        'value_tier' => ['card' => 'treatment.value_tier', 'none' => 'none'],
        'treatment' => ['card' => 'treatment.action', 'given' => 'treatment.status', 'word' => 'treated', 'none' => 'none'],
        'participation' => ['card' => 'network.participation', 'none' => 'inactive'],
        'stage' => ['card' => 'equity.stage', 'none' => 'none'],
        'stage_premature' => ['card' => 'equity.stage_premature'],
        'sharing_points' => ['card' => 'sharing.points'],
        'sharing_diversity' => ['card' => 'sharing.diversity'],
        'shared_products' => ['card' => 'sharing.units.products'],
        'shared_ideas' => ['card' => 'sharing.units.ideas'],
        'shared_know_how' => ['card' => 'sharing.units.know_how'],
        'shared_capital' => ['card' => 'sharing.units.capital'],
        'shared_content' => ['card' => 'sharing.units.content'],
        'shared_experience' => ['card' => 'sharing.units.experience'],
        'shared_trends' => ['card' => 'sharing.units.trends'],
        'matters_place' => ['card' => 'matters.place'],
        'matters_shared_by' => ['card' => 'matters.shared_by'],
        'matters_layer' => ['card' => 'matters.layer'],
        'matters_first_layer' => ['card' => 'matters.first_layer', 'probability' => true],
        'active' => ['card' => 'matters.active'],
        'influential' => ['card' => 'matters.influential'],
        'valuable' => ['card' => 'matters.valuable'],
        'hub' => ['card' => 'matters.hub'],
        'bridge' => ['card' => 'matters.bridge'],
        'spanner' => ['card' => 'matters.spanner'],
        'betweenness' => ['card' => 'matters.betweenness'],
        'ambassador' => ['card' => 'matters.ambassador'],
        'ambassador_place' => ['card' => 'matters.ambassador_place'],
        'ambassador_gain' => ['card' => 'matters.ambassador_gain'],
        'account_revenue' => ['card' => 'account.revenue'],
        'account_lifetime_value' => ['card' => 'account.lifetime_value'],
        'account_network_value' => ['card' => 'account.network_value'],
        'account_segment' => ['card' => 'account.segment', 'none' => 'unclassified'],
        'account_satisfaction' => ['card' => 'account.satisfaction'],
        'account_attachment' => ['card' => 'account.attachment'],
    ];

    /** Emptied for who must not be scored: the scores, and what they were made of. */
    public const EMPTIED = ['segment', 'satisfaction', 'attachment', 'revenue', 'p_alive', 'expected_purchases', 'lifetime_value', 'influence', 'social_score', 'community_points', 'community_badge', 'network_value', 'engagement_value', 'open_referrals', 'open_complaints', 'open_hours', 'promised_hours', 'missed_hours', 'damage_at_risk', 'queue_place', 'recovered', 'helper_state', 'helper_trust', 'value_tier', 'treatment', 'participation', 'stage', 'stage_premature', 'sharing_points', 'sharing_diversity', 'shared_products', 'shared_ideas', 'shared_know_how', 'shared_capital', 'shared_content', 'shared_experience', 'shared_trends', 'matters_place', 'matters_shared_by', 'matters_layer', 'matters_first_layer', 'active', 'influential', 'valuable', 'hub', 'bridge', 'spanner', 'betweenness', 'ambassador', 'ambassador_place', 'ambassador_gain', 'account_revenue', 'account_lifetime_value', 'account_network_value', 'account_segment', 'account_satisfaction', 'account_attachment', 'currency', 'input_hash', 'place', 'model_version', 'model_hash'];

    /** The scores that an explanation speaks of, in this order, each with its part. */
    public const SENTENCES = [
        'segment' => 'survey',
        'lifetime_value' => 'value',
        'community_points' => 'network',
        'network_value' => 'equity',
        'stage' => 'equity',
        'sharing' => 'equity',
        'open_referrals' => 'equity',
        'matters' => 'matters',
        'betweenness' => 'matters',
        'ambassador' => 'ambassadors',
        'complaint_priority' => 'service',
        'recovered' => 'service',
        'helper_trust' => 'service',
        'account' => 'accounts',
        'treatment' => 'treatment',
    ];

    /** Those that are spoken of where there is no score, too. */
    public const ALWAYS = ['segment', 'lifetime_value', 'network_value', 'complaint_priority', 'treatment'];

    /** The objects of a card that one customer's own data do not give. */
    public const CARRIED = ['network', 'equity', 'service', 'helper', 'treatment', 'matters', 'account'];

    /** The tables whose rows are a customer's own, with their columns. */
    public const OWN_TABLES = [
        'answers' => ['item', 'value', 'time', 'wave'],
        'purchases' => ['time', 'amount'],
        'contracts' => ['end', 'notice_days'],
        'consents' => ['purpose', 'state', 'time', 'expires', 'evidence', 'source'],
        'complaints' => ['kind', 'opened', 'answered', 'closed', 'channel', 'sentiment', 'topic', 'case_id'],
    ];
}
