// Rendered by describe/render.py from the descriptions in core/; do not edit.
// What adds columns to a base, table by table. Java has shorter forms, which leave optional columns out at the end,
// and forms that take direct buffers.

%extend scvm::swig::customer_base {
    /// Everybody who is scored.
    /// id: Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_customers(const scvm::swig::texts& id) {
        return scvm::swig::taken($self->native().add_customers(id));
    }

    /// Who takes part in interactions and is never scored.
    /// id: Opaque, and no customer's.
    /// department: A category, say `service`; empty: not known. Optional: may be empty.
    /// level: Of the hierarchy: a category, say `2` or `management`; empty: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_employees(const scvm::swig::texts& id, const scvm::swig::texts& department, const
            scvm::swig::texts& level) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id, .department
            = department, .level = level}));
    }

#if defined(SWIGJAVA)

    /// The same without level and what follows it.
    std::int64_t add_employees(const scvm::swig::texts& id, const scvm::swig::texts& department) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id, .department
            = department}));
    }

    /// The same without department and what follows it.
    std::int64_t add_employees(const scvm::swig::texts& id) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id}));
    }

#endif

    /// What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
    /// customer: Who decided.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// expires: The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
    /// evidence: What proves it, e.g. a form's number. Shown in an export. Optional: may be empty.
    /// source: Where it was given, e.g. `web`. Shown in an export. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const std::int64_t> expires,
            const scvm::swig::texts& evidence, const scvm::swig::texts& source) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires, .evidence = evidence, .source
            = source}));
    }

#if defined(SWIGJAVA)

    /// The same without source and what follows it.
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const std::int64_t> expires,
            const scvm::swig::texts& evidence) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires, .evidence = evidence}));
    }

    /// The same without evidence and what follows it.
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const std::int64_t> expires) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires}));
    }

    /// The same without expires and what follows it.
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time}));
    }

    /// The same without time and what follows it.
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const
            std::int64_t> expires, const scvm::swig::texts& evidence, const scvm::swig::texts& source) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time.view, .expires = expires.view, .evidence =
            evidence, .source = source}));
    }

#endif

    /// Survey answers, one row an answer.
    /// customer: Who answered.
    /// item: The item's id in the questionnaire of the model; others are counted, not read.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// wave: Number of the survey wave; the newest answered one counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item, std::span<const
            double> value, std::span<const std::int64_t> time, std::span<const std::int32_t> wave) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value, .time = time, .wave = wave}));
    }

#if defined(SWIGJAVA)

    /// The same without wave and what follows it.
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item, std::span<const
            double> value, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value, .time = time}));
    }

    /// The same without time and what follows it.
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item, std::span<const
            double> value) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const
            std::int32_t> wave) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value.view, .time = time.view, .wave = wave.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value.view}));
    }

#endif

    /// Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase.
    /// customer: Who bought.
    /// time: When.
    /// amount: In the model's currency; negative: a refund.
    /// order: The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_purchases(const scvm::swig::texts& customer, std::span<const std::int64_t> time,
            std::span<const double> amount, const scvm::swig::texts& order) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time, .amount = amount, .order = order}));
    }

#if defined(SWIGJAVA)

    /// The same without order and what follows it.
    std::int64_t add_purchases(const scvm::swig::texts& customer, std::span<const std::int64_t> time,
            std::span<const double> amount) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time, .amount = amount}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_purchases(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> time,
            scvm_jni::direct<const double> amount, const scvm::swig::texts& order) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time.view, .amount = amount.view, .order = order}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_purchases(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> time,
            scvm_jni::direct<const double> amount) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time.view, .amount = amount.view}));
    }

#endif

    /// What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
    /// name: the attribute.
    /// customer: Whose.
    /// value: A category, say a territory; empty: none.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_attributes(const std::string& name, const scvm::swig::texts& customer, const scvm::swig::texts&
            value) {
        return scvm::swig::taken($self->native().add_attributes(name, scvm::crm::attribute_columns{.customer =
            customer, .value = value}));
    }

    /// What holds who would leave, one row a contract. The one counts that holds longest.
    /// customer: Whom it holds.
    /// end: The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
    /// barrier.
    /// notice_days: Between giving notice and leaving. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contracts(const scvm::swig::texts& customer, std::span<const std::int64_t> end, std::span<const
            double> notice_days) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end, .notice_days = notice_days}));
    }

#if defined(SWIGJAVA)

    /// The same without notice_days and what follows it.
    std::int64_t add_contracts(const scvm::swig::texts& customer, std::span<const std::int64_t> end) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_contracts(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> end,
            scvm_jni::direct<const double> notice_days) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end.view, .notice_days = notice_days.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_contracts(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> end) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end.view}));
    }

#endif

    /// Who did what to whom, one row an event.
    /// actor: Who did it: a customer or an employee. Who is in neither table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// channel: The network it happened in; at most 255 different ones. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// count: How many alike the row stands for. Optional: may be empty.
    /// event_id: Of rows with equal ids one counts. Optional: may be empty.
    /// fingerprint: The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post,
    /// answer or review that somebody else had posted before counts for nobody. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment, std::span<const double> count, const scvm::swig::texts& event_id,
            const scvm::swig::texts& fingerprint) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count, .event_id = event_id, .fingerprint = fingerprint}));
    }

#if defined(SWIGJAVA)

    /// The same without fingerprint and what follows it.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment, std::span<const double> count, const scvm::swig::texts& event_id) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count, .event_id = event_id}));
    }

    /// The same without event_id and what follows it.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment, std::span<const double> count) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count}));
    }

    /// The same without count and what follows it.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment}));
    }

    /// The same without sentiment and what follows it.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel}));
    }

    /// The same without channel and what follows it.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, scvm_jni::direct<const std::int64_t> time, const scvm::swig::texts& channel,
            scvm_jni::direct<const double> sentiment, scvm_jni::direct<const double> count, const scvm::swig::texts&
            event_id, const scvm::swig::texts& fingerprint) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time.view, .channel = channel, .sentiment = sentiment.view,
            .count = count.view, .event_id = event_id, .fingerprint = fingerprint}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, scvm_jni::direct<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time.view}));
    }

#endif

    /// Who brought whom, one row a referral. One counts for each customer.
    /// referrer: Who brought somebody.
    /// referred: Who was brought; nobody refers oneself.
    /// time: When the referred came.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_referrals(const scvm::swig::texts& referrer, const scvm::swig::texts& referred, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_referrals(scvm::crm::referral_columns{.referrer = referrer,
            .referred = referred, .time = time}));
    }

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_referrals(const scvm::swig::texts& referrer, const scvm::swig::texts& referred,
            scvm_jni::direct<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_referrals(scvm::crm::referral_columns{.referrer = referrer,
            .referred = referred, .time = time.view}));
    }

#endif

    /// What customers shared with the company, one row a contribution.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// units: How much of it. Optional: may be empty.
    /// accepted: 1: accepted, 0: not; none: not decided. Optional: may be empty.
    /// value: What it is worth in the model's currency, times `accepted`; none: the model's rate, else points.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time, std::span<const double> units, std::span<const double> accepted, std::span<const
            double> value) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units, .accepted = accepted, .value = value}));
    }

#if defined(SWIGJAVA)

    /// The same without value and what follows it.
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time, std::span<const double> units, std::span<const double> accepted) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units, .accepted = accepted}));
    }

    /// The same without accepted and what follows it.
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time, std::span<const double> units) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units}));
    }

    /// The same without units and what follows it.
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind,
            scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const double> units, scvm_jni::direct<const
            double> accepted, scvm_jni::direct<const double> value) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time.view, .units = units.view, .accepted = accepted.view, .value =
            value.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind,
            scvm_jni::direct<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time.view}));
    }

#endif

    /// Answers under a promise of anonymity: they count in shares, and nowhere else.
    /// respondent: A key that tells respondents apart, and that nobody can trace to a person.
    /// item: The item's id in the questionnaire of the model.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// wave: Number of the survey wave. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            std::span<const double> value, std::span<const std::int64_t> time, std::span<const std::int32_t> wave) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value, .time = time, .wave = wave}));
    }

#if defined(SWIGJAVA)

    /// The same without wave and what follows it.
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            std::span<const double> value, std::span<const std::int64_t> time) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value, .time = time}));
    }

    /// The same without time and what follows it.
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            std::span<const double> value) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const
            std::int32_t> wave) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value.view, .time = time.view, .wave = wave.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value.view}));
    }

#endif

    /// The social scores that were published before, one row each. A customer's newest up to the day of scoring counts:
    /// from it the next one moves.
    /// customer: Whose.
    /// social_score: What the card called `published_score`.
    /// time: As of when.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_published_scores(const scvm::swig::texts& customer, std::span<const double> social_score,
            std::span<const std::int64_t> time) {
        return
            scvm::swig::taken($self->native().add_published_scores(scvm::crm::published_score_columns{.customer
            = customer, .social_score = social_score, .time = time}));
    }

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    std::int64_t add_published_scores(const scvm::swig::texts& customer, scvm_jni::direct<const double>
            social_score, scvm_jni::direct<const std::int64_t> time) {
        return
            scvm::swig::taken($self->native().add_published_scores(scvm::crm::published_score_columns{.customer
            = customer, .social_score = social_score.view, .time = time.view}));
    }

#endif
}
