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

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Everybody who is scored.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addCustomers(CustomerColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Everybody who is scored.
   *
   * <p>From a query whose columns are called as those of the table: id; what is optional may be left out. Rows are
   * read ten thousand at a time; after an exception, those before stay. A date, and a time without a zone, is one of
   * {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addCustomers(java.sql.ResultSet rows) throws java.sql.SQLException {
    return CustomerColumns.addAll(this, rows);
  }
%}

#endif

    /// Who takes part in interactions and is never scored.
    /// id: Opaque, and no customer's.
    /// department: A category, say `service`; empty: not known. Optional: may be empty.
    /// level: Of the hierarchy: a category, say `2` or `management`; empty: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_employees(const scvm::swig::texts& id, const scvm::swig::texts& department SCVM_OPTIONAL, const
            scvm::swig::texts& level SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id, .department
            = department, .level = level}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who takes part in interactions and is never scored.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addEmployees(EmployeeColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who takes part in interactions and is never scored.
   *
   * <p>From a query whose columns are called as those of the table: id, department, level; what is optional may be
   * left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time without
   * a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addEmployees(java.sql.ResultSet rows) throws java.sql.SQLException {
    return EmployeeColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without level and what follows it.
    /// id: Opaque, and no customer's.
    /// department: A category, say `service`; empty: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_employees(const scvm::swig::texts& id, const scvm::swig::texts& department) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id, .department
            = department}));
    }

    /// The same without department and what follows it.
    /// id: Opaque, and no customer's.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_employees(const scvm::swig::texts& id) {
        return scvm::swig::taken($self->native().add_employees(scvm::crm::employee_columns{.id = id}));
    }

#endif

    /// People outside the base, one row each: prospects, and members of a community whom nobody knows. They are
    /// reached, refer and are referred; they are never scored.
    /// id: Opaque, and no employee's. Whoever has a customer's id is that customer.
    /// since: Since when the company knows of the person; none: not known. Optional: may be empty.
    /// became: The customer whom the person has become: what was done under this id is that customer's. Several may
    /// have become one customer. Empty: none yet, or the id says it. Optional: may be empty.
    /// converted: When, not before `since`; as of earlier days the person is still outside. None: the customer's first
    /// purchase. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_prospects(const scvm::swig::texts& id, std::span<const std::int64_t> since SCVM_OPTIONAL, const
            scvm::swig::texts& became SCVM_OPTIONAL, std::span<const std::int64_t> converted SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_prospects(scvm::crm::prospect_columns{.id = id, .since =
            since, .became = became, .converted = converted}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached,
   * refer and are referred; they are never scored.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addProspects(ProspectColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached,
   * refer and are referred; they are never scored.
   *
   * <p>From a query whose columns are called as those of the table: id, since, became, converted; what is optional may
   * be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time
   * without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addProspects(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ProspectColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without converted and what follows it.
    /// id: Opaque, and no employee's. Whoever has a customer's id is that customer.
    /// since: Since when the company knows of the person; none: not known. Optional: may be empty.
    /// became: The customer whom the person has become: what was done under this id is that customer's. Several may
    /// have become one customer. Empty: none yet, or the id says it. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_prospects(const scvm::swig::texts& id, std::span<const std::int64_t> since, const
            scvm::swig::texts& became) {
        return scvm::swig::taken($self->native().add_prospects(scvm::crm::prospect_columns{.id = id, .since =
            since, .became = became}));
    }

    /// The same without became and what follows it.
    /// id: Opaque, and no employee's. Whoever has a customer's id is that customer.
    /// since: Since when the company knows of the person; none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_prospects(const scvm::swig::texts& id, std::span<const std::int64_t> since) {
        return scvm::swig::taken($self->native().add_prospects(scvm::crm::prospect_columns{.id = id, .since =
            since}));
    }

    /// The same without since and what follows it.
    /// id: Opaque, and no employee's. Whoever has a customer's id is that customer.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_prospects(const scvm::swig::texts& id) {
        return scvm::swig::taken($self->native().add_prospects(scvm::crm::prospect_columns{.id = id}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// id: Opaque, and no employee's. Whoever has a customer's id is that customer.
    /// since: Since when the company knows of the person; none: not known. Optional: may be empty.
    /// became: The customer whom the person has become: what was done under this id is that customer's. Several may
    /// have become one customer. Empty: none yet, or the id says it. Optional: may be empty.
    /// converted: When, not before `since`; as of earlier days the person is still outside. None: the customer's first
    /// purchase. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_prospects(const scvm::swig::texts& id, scvm_jni::direct<const std::int64_t> since, const
            scvm::swig::texts& became, scvm_jni::direct<const std::int64_t> converted) {
        return scvm::swig::taken($self->native().add_prospects(scvm::crm::prospect_columns{.id = id, .since =
            since.view, .became = became, .converted = converted.view}));
    }

#endif

    /// Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to
    /// several on a day, the newest counts.
    /// member: A customer, or an account to which others belong.
    /// account: To what: a customer's id where the account itself buys, else any id that is no person's.
    /// since: Since when; none: since ever. Optional: may be empty.
    /// end: The first moment without it, after `since`; none, or after 2099: never. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_memberships(const scvm::swig::texts& member, const scvm::swig::texts& account, std::span<const
            std::int64_t> since SCVM_OPTIONAL, std::span<const std::int64_t> end SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_memberships(scvm::crm::membership_columns{.member = member,
            .account = account, .since = since, .end = end}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to
   * several on a day, the newest counts.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addMemberships(MembershipColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to
   * several on a day, the newest counts.
   *
   * <p>From a query whose columns are called as those of the table: member, account, since, end; what is optional may
   * be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time
   * without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addMemberships(java.sql.ResultSet rows) throws java.sql.SQLException {
    return MembershipColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without end and what follows it.
    /// member: A customer, or an account to which others belong.
    /// account: To what: a customer's id where the account itself buys, else any id that is no person's.
    /// since: Since when; none: since ever. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_memberships(const scvm::swig::texts& member, const scvm::swig::texts& account, std::span<const
            std::int64_t> since) {
        return scvm::swig::taken($self->native().add_memberships(scvm::crm::membership_columns{.member = member,
            .account = account, .since = since}));
    }

    /// The same without since and what follows it.
    /// member: A customer, or an account to which others belong.
    /// account: To what: a customer's id where the account itself buys, else any id that is no person's.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_memberships(const scvm::swig::texts& member, const scvm::swig::texts& account) {
        return scvm::swig::taken($self->native().add_memberships(scvm::crm::membership_columns{.member = member,
            .account = account}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// member: A customer, or an account to which others belong.
    /// account: To what: a customer's id where the account itself buys, else any id that is no person's.
    /// since: Since when; none: since ever. Optional: may be empty.
    /// end: The first moment without it, after `since`; none, or after 2099: never. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_memberships(const scvm::swig::texts& member, const scvm::swig::texts& account,
            scvm_jni::direct<const std::int64_t> since, scvm_jni::direct<const std::int64_t> end) {
        return scvm::swig::taken($self->native().add_memberships(scvm::crm::membership_columns{.member = member,
            .account = account, .since = since.view, .end = end.view}));
    }

#endif

    /// What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// expires: The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
    /// evidence: What proves it, e.g. a form's number. Shown in an export. Optional: may be empty.
    /// source: Where it was given, e.g. `web`. Shown in an export. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time SCVM_OPTIONAL, std::span<const
            std::int64_t> expires SCVM_OPTIONAL, const scvm::swig::texts& evidence SCVM_OPTIONAL, const
            scvm::swig::texts& source SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires, .evidence = evidence, .source
            = source}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addConsents(ConsentColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
   *
   * <p>From a query whose columns are called as those of the table: customer, purpose, state, time, expires, evidence,
   * source; what is optional may be left out. Rows are read ten thousand at a time; after an exception, those before
   * stay. A date, and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addConsents(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ConsentColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without source and what follows it.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// expires: The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
    /// evidence: What proves it, e.g. a form's number. Shown in an export. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const std::int64_t> expires,
            const scvm::swig::texts& evidence) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires, .evidence = evidence}));
    }

    /// The same without evidence and what follows it.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// expires: The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const std::int64_t> expires) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time, .expires = expires}));
    }

    /// The same without expires and what follows it.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state, .time = time}));
    }

    /// The same without time and what follows it.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_consents(const scvm::swig::texts& customer, const scvm::swig::texts& purpose, const
            scvm::swig::texts& state) {
        return scvm::swig::taken($self->native().add_consents(scvm::crm::consent_columns{.customer = customer,
            .purpose = purpose, .state = state}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who decided: a customer, or somebody outside the base.
    /// purpose: What it is about, e.g. `scoring`; `*`: every purpose.
    /// state: `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are
    /// known, too. Any other is told, and counts as a refusal.
    /// time: From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
    /// expires: The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
    /// evidence: What proves it, e.g. a form's number. Shown in an export. Optional: may be empty.
    /// source: Where it was given, e.g. `web`. Shown in an export. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
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
            double> value, std::span<const std::int64_t> time SCVM_OPTIONAL, std::span<const std::int32_t> wave
            SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value, .time = time, .wave = wave}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Survey answers, one row an answer.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addAnswers(AnswerColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Survey answers, one row an answer.
   *
   * <p>From a query whose columns are called as those of the table: customer, item, value, time, wave; what is
   * optional may be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and
   * a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addAnswers(java.sql.ResultSet rows) throws java.sql.SQLException {
    return AnswerColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without wave and what follows it.
    /// customer: Who answered.
    /// item: The item's id in the questionnaire of the model; others are counted, not read.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item, std::span<const
            double> value, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value, .time = time}));
    }

    /// The same without time and what follows it.
    /// customer: Who answered.
    /// item: The item's id in the questionnaire of the model; others are counted, not read.
    /// value: The raw answer; none: shown, but not answered.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item, std::span<const
            double> value) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who answered.
    /// item: The item's id in the questionnaire of the model; others are counted, not read.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// wave: Number of the survey wave; the newest answered one counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_answers(const scvm::swig::texts& customer, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const
            std::int32_t> wave) {
        return scvm::swig::taken($self->native().add_answers(scvm::crm::answer_columns{.customer = customer,
            .item = item, .value = value.view, .time = time.view, .wave = wave.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who answered.
    /// item: The item's id in the questionnaire of the model; others are counted, not read.
    /// value: The raw answer; none: shown, but not answered.
    /// Gives the number of rows that were taken; the others are in rejected().
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
            std::span<const double> amount, const scvm::swig::texts& order SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time, .amount = amount, .order = order}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addPurchases(PurchaseColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase.
   *
   * <p>From a query whose columns are called as those of the table: customer, time, amount, order; what is optional
   * may be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time
   * without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addPurchases(java.sql.ResultSet rows) throws java.sql.SQLException {
    return PurchaseColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without order and what follows it.
    /// customer: Who bought.
    /// time: When.
    /// amount: In the model's currency; negative: a refund.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_purchases(const scvm::swig::texts& customer, std::span<const std::int64_t> time,
            std::span<const double> amount) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time, .amount = amount}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who bought.
    /// time: When.
    /// amount: In the model's currency; negative: a refund.
    /// order: The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_purchases(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> time,
            scvm_jni::direct<const double> amount, const scvm::swig::texts& order) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time.view, .amount = amount.view, .order = order}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who bought.
    /// time: When.
    /// amount: In the model's currency; negative: a refund.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_purchases(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> time,
            scvm_jni::direct<const double> amount) {
        return scvm::swig::taken($self->native().add_purchases(scvm::crm::purchase_columns{.customer = customer,
            .time = time.view, .amount = amount.view}));
    }

#endif

    /// What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
    /// name: The attribute.
    /// customer: Whose.
    /// value: A category, say a territory; empty: none.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_attributes(const std::string& name, const scvm::swig::texts& customer, const scvm::swig::texts&
            value) {
        return scvm::swig::taken($self->native().add_attributes(name, scvm::crm::attribute_columns{.customer =
            customer, .value = value}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
   *
   * @param name the attribute
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addAttributes(String name, AttributeColumns columns) {
    Text.encode(name, "name");
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this, name);
  }

  /**
   * What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
   *
   * <p>From a query whose columns are called as those of the table: customer, value; what is optional may be left out.
   * Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time without a zone, is
   * one of {@link #timeZone}.
   *
   * @param name the attribute
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addAttributes(String name, java.sql.ResultSet rows) throws java.sql.SQLException {
    Text.encode(name, "name");
    return AttributeColumns.addAll(this, name, rows);
  }
%}

#endif

    /// What holds who would leave, one row a contract. The one counts that holds longest.
    /// customer: Whom it holds.
    /// end: The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
    /// barrier.
    /// notice_days: Between giving notice and leaving. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contracts(const scvm::swig::texts& customer, std::span<const std::int64_t> end, std::span<const
            double> notice_days SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end, .notice_days = notice_days}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What holds who would leave, one row a contract. The one counts that holds longest.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addContracts(ContractColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What holds who would leave, one row a contract. The one counts that holds longest.
   *
   * <p>From a query whose columns are called as those of the table: customer, end, notice_days; what is optional may
   * be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time
   * without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addContracts(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ContractColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without notice_days and what follows it.
    /// customer: Whom it holds.
    /// end: The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
    /// barrier.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contracts(const scvm::swig::texts& customer, std::span<const std::int64_t> end) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Whom it holds.
    /// end: The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
    /// barrier.
    /// notice_days: Between giving notice and leaving. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contracts(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> end,
            scvm_jni::direct<const double> notice_days) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end.view, .notice_days = notice_days.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Whom it holds.
    /// end: The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
    /// barrier.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contracts(const scvm::swig::texts& customer, scvm_jni::direct<const std::int64_t> end) {
        return scvm::swig::taken($self->native().add_contracts(scvm::crm::contract_columns{.customer = customer,
            .end = end.view}));
    }

#endif

    /// Who did what to whom, one row an event.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
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
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel
            SCVM_OPTIONAL, std::span<const double> sentiment SCVM_OPTIONAL, std::span<const double> count
            SCVM_OPTIONAL, const scvm::swig::texts& event_id SCVM_OPTIONAL, const scvm::swig::texts& fingerprint
            SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count, .event_id = event_id, .fingerprint = fingerprint}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who did what to whom, one row an event.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addInteractions(InteractionColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who did what to whom, one row an event.
   *
   * <p>From a query whose columns are called as those of the table: actor, target, kind, time, channel, sentiment,
   * count, event_id, fingerprint; what is optional may be left out. Rows are read ten thousand at a time; after an
   * exception, those before stay. A date, and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addInteractions(java.sql.ResultSet rows) throws java.sql.SQLException {
    return InteractionColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without fingerprint and what follows it.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// channel: The network it happened in; at most 255 different ones. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// count: How many alike the row stands for. Optional: may be empty.
    /// event_id: Of rows with equal ids one counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment, std::span<const double> count, const scvm::swig::texts& event_id) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count, .event_id = event_id}));
    }

    /// The same without event_id and what follows it.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// channel: The network it happened in; at most 255 different ones. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// count: How many alike the row stands for. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment, std::span<const double> count) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment, .count =
            count}));
    }

    /// The same without count and what follows it.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// channel: The network it happened in; at most 255 different ones. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel,
            std::span<const double> sentiment) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel, .sentiment = sentiment}));
    }

    /// The same without sentiment and what follows it.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// channel: The network it happened in; at most 255 different ones. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time, const scvm::swig::texts& channel) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time, .channel = channel}));
    }

    /// The same without channel and what follows it.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
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
            scvm::swig::texts& kind, scvm_jni::direct<const std::int64_t> time, const scvm::swig::texts& channel,
            scvm_jni::direct<const double> sentiment, scvm_jni::direct<const double> count, const scvm::swig::texts&
            event_id, const scvm::swig::texts& fingerprint) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time.view, .channel = channel, .sentiment = sentiment.view,
            .count = count.view, .event_id = event_id, .fingerprint = fingerprint}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// actor: Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
    /// target: To whom; empty: the brand, or nobody in particular.
    /// kind: What was done. Whoever only follows carries no weight.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_interactions(const scvm::swig::texts& actor, const scvm::swig::texts& target, const
            scvm::swig::texts& kind, scvm_jni::direct<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_interactions(scvm::crm::interaction_columns{.actor = actor,
            .target = target, .kind = kind, .time = time.view}));
    }

#endif

    /// Who brought whom, one row a referral. One counts for each customer.
    /// referrer: Who brought somebody: a customer or a prospect.
    /// referred: Who was brought, likewise; nobody refers oneself.
    /// time: When the referred came.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_referrals(const scvm::swig::texts& referrer, const scvm::swig::texts& referred, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_referrals(scvm::crm::referral_columns{.referrer = referrer,
            .referred = referred, .time = time}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who brought whom, one row a referral. One counts for each customer.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addReferrals(ReferralColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who brought whom, one row a referral. One counts for each customer.
   *
   * <p>From a query whose columns are called as those of the table: referrer, referred, time; what is optional may be
   * left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time without
   * a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addReferrals(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ReferralColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// referrer: Who brought somebody: a customer or a prospect.
    /// referred: Who was brought, likewise; nobody refers oneself.
    /// time: When the referred came.
    /// Gives the number of rows that were taken; the others are in rejected().
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
            std::int64_t> time, std::span<const double> units SCVM_OPTIONAL, std::span<const double> accepted
            SCVM_OPTIONAL, std::span<const double> value SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units, .accepted = accepted, .value = value}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What customers shared with the company, one row a contribution.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addContributions(ContributionColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What customers shared with the company, one row a contribution.
   *
   * <p>From a query whose columns are called as those of the table: customer, kind, time, units, accepted, value; what
   * is optional may be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date,
   * and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addContributions(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ContributionColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without value and what follows it.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// units: How much of it. Optional: may be empty.
    /// accepted: 1: accepted, 0: not; none: not decided. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time, std::span<const double> units, std::span<const double> accepted) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units, .accepted = accepted}));
    }

    /// The same without accepted and what follows it.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// units: How much of it. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time, std::span<const double> units) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time, .units = units}));
    }

    /// The same without units and what follows it.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// units: How much of it. Optional: may be empty.
    /// accepted: 1: accepted, 0: not; none: not decided. Optional: may be empty.
    /// value: What it is worth in the model's currency, times `accepted`; none: the model's rate, else points.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_contributions(const scvm::swig::texts& customer, const scvm::swig::texts& kind,
            scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const double> units, scvm_jni::direct<const
            double> accepted, scvm_jni::direct<const double> value) {
        return scvm::swig::taken($self->native().add_contributions(scvm::crm::contribution_columns{.customer =
            customer, .kind = kind, .time = time.view, .units = units.view, .accepted = accepted.view, .value =
            value.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who shared.
    /// kind: What was shared.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
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
            std::span<const double> value, std::span<const std::int64_t> time SCVM_OPTIONAL, std::span<const
            std::int32_t> wave SCVM_OPTIONAL) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value, .time = time, .wave = wave}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Answers under a promise of anonymity: they count in shares, and nowhere else.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addAnonymousAnswers(AnonymousAnswerColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Answers under a promise of anonymity: they count in shares, and nowhere else.
   *
   * <p>From a query whose columns are called as those of the table: respondent, item, value, time, wave; what is
   * optional may be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and
   * a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addAnonymousAnswers(java.sql.ResultSet rows) throws java.sql.SQLException {
    return AnonymousAnswerColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without wave and what follows it.
    /// respondent: A key that tells respondents apart, and that nobody can trace to a person.
    /// item: The item's id in the questionnaire of the model.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            std::span<const double> value, std::span<const std::int64_t> time) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value, .time = time}));
    }

    /// The same without time and what follows it.
    /// respondent: A key that tells respondents apart, and that nobody can trace to a person.
    /// item: The item's id in the questionnaire of the model.
    /// value: The raw answer; none: shown, but not answered.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            std::span<const double> value) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// respondent: A key that tells respondents apart, and that nobody can trace to a person.
    /// item: The item's id in the questionnaire of the model.
    /// value: The raw answer; none: shown, but not answered.
    /// time: When it was given. Optional: may be empty.
    /// wave: Number of the survey wave. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_anonymous_answers(const scvm::swig::texts& respondent, const scvm::swig::texts& item,
            scvm_jni::direct<const double> value, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const
            std::int32_t> wave) {
        return
            scvm::swig::taken($self->native().add_anonymous_answers(scvm::crm::anonymous_answer_columns{.respondent
            = respondent, .item = item, .value = value.view, .time = time.view, .wave = wave.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// respondent: A key that tells respondents apart, and that nobody can trace to a person.
    /// item: The item's id in the questionnaire of the model.
    /// value: The raw answer; none: shown, but not answered.
    /// Gives the number of rows that were taken; the others are in rejected().
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

%proxycode %{
  /**
   * The social scores that were published before, one row each. A customer's newest up to the day of scoring counts:
   * from it the next one moves.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addPublishedScores(PublishedScoreColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * The social scores that were published before, one row each. A customer's newest up to the day of scoring counts:
   * from it the next one moves.
   *
   * <p>From a query whose columns are called as those of the table: customer, social_score, time; what is optional may
   * be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time
   * without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addPublishedScores(java.sql.ResultSet rows) throws java.sql.SQLException {
    return PublishedScoreColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Whose.
    /// social_score: What the card called `published_score`.
    /// time: As of when.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_published_scores(const scvm::swig::texts& customer, scvm_jni::direct<const double>
            social_score, scvm_jni::direct<const std::int64_t> time) {
        return
            scvm::swig::taken($self->native().add_published_scores(scvm::crm::published_score_columns{.customer
            = customer, .social_score = social_score.view, .time = time.view}));
    }

#endif

    /// What customers complained about or praised, one row each, and when it was answered and closed.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// channel: How it came in: what is promised may depend on it. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// topic: What it is about. Optional: may be empty.
    /// case_id: Of a customer's rows with one case, the one that came in first counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered SCVM_OPTIONAL, std::span<const
            std::int64_t> closed SCVM_OPTIONAL, const scvm::swig::texts& channel SCVM_OPTIONAL, std::span<const
            double> sentiment SCVM_OPTIONAL, const scvm::swig::texts& topic SCVM_OPTIONAL, const scvm::swig::texts&
            case_id SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered, .closed = closed, .channel =
            channel, .sentiment = sentiment, .topic = topic, .case_id = case_id}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What customers complained about or praised, one row each, and when it was answered and closed.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addComplaints(ComplaintColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What customers complained about or praised, one row each, and when it was answered and closed.
   *
   * <p>From a query whose columns are called as those of the table: customer, kind, opened, answered, closed, channel,
   * sentiment, topic, case_id; what is optional may be left out. Rows are read ten thousand at a time; after an
   * exception, those before stay. A date, and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addComplaints(java.sql.ResultSet rows) throws java.sql.SQLException {
    return ComplaintColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without case_id and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// channel: How it came in: what is promised may depend on it. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// topic: What it is about. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered, std::span<const std::int64_t> closed,
            const scvm::swig::texts& channel, std::span<const double> sentiment, const scvm::swig::texts& topic) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered, .closed = closed, .channel =
            channel, .sentiment = sentiment, .topic = topic}));
    }

    /// The same without topic and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// channel: How it came in: what is promised may depend on it. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered, std::span<const std::int64_t> closed,
            const scvm::swig::texts& channel, std::span<const double> sentiment) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered, .closed = closed, .channel =
            channel, .sentiment = sentiment}));
    }

    /// The same without sentiment and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// channel: How it came in: what is promised may depend on it. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered, std::span<const std::int64_t> closed,
            const scvm::swig::texts& channel) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered, .closed = closed, .channel =
            channel}));
    }

    /// The same without channel and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered, std::span<const std::int64_t> closed) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered, .closed = closed}));
    }

    /// The same without closed and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened, std::span<const std::int64_t> answered) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened, .answered = answered}));
    }

    /// The same without answered and what follows it.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind, std::span<const
            std::int64_t> opened) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// answered: When it was first answered, not before it came in; none: not yet. Optional: may be empty.
    /// closed: When it was settled, not before it came in; none: it is open. Optional: may be empty.
    /// channel: How it came in: what is promised may depend on it. Optional: may be empty.
    /// sentiment: -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
    /// topic: What it is about. Optional: may be empty.
    /// case_id: Of a customer's rows with one case, the one that came in first counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind,
            scvm_jni::direct<const std::int64_t> opened, scvm_jni::direct<const std::int64_t> answered,
            scvm_jni::direct<const std::int64_t> closed, const scvm::swig::texts& channel, scvm_jni::direct<const
            double> sentiment, const scvm::swig::texts& topic, const scvm::swig::texts& case_id) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened.view, .answered = answered.view, .closed = closed.view,
            .channel = channel, .sentiment = sentiment.view, .topic = topic, .case_id = case_id}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// customer: Who complained or praised.
    /// kind: Which of both.
    /// opened: When it came in.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_complaints(const scvm::swig::texts& customer, const scvm::swig::texts& kind,
            scvm_jni::direct<const std::int64_t> opened) {
        return scvm::swig::taken($self->native().add_complaints(scvm::crm::complaint_columns{.customer =
            customer, .kind = kind, .opened = opened.view}));
    }

#endif

    /// Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by
    /// the id alone.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// latitude: Where the helper lives; none: not known. Optional: may be empty.
    /// longitude: The same, east of Greenwich. Optional: may be empty.
    /// from_hour: From when on in a day the helper comes; none: at any hour. Optional: may be empty.
    /// to_hour: Until when; before from_hour: on the next day. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted SCVM_OPTIONAL, std::span<const double> price SCVM_OPTIONAL, const scvm::swig::texts&
            skill SCVM_OPTIONAL, std::span<const double> latitude SCVM_OPTIONAL, std::span<const double> longitude
            SCVM_OPTIONAL, std::span<const double> from_hour SCVM_OPTIONAL, std::span<const double> to_hour
            SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price, .skill = skill, .latitude = latitude, .longitude = longitude,
            .from_hour = from_hour, .to_hour = to_hour}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the
   * id alone.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addHelpers(HelperColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the
   * id alone.
   *
   * <p>From a query whose columns are called as those of the table: id, since, vetted, price, skill, latitude,
   * longitude, from_hour, to_hour; what is optional may be left out. Rows are read ten thousand at a time; after an
   * exception, those before stay. A date, and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addHelpers(java.sql.ResultSet rows) throws java.sql.SQLException {
    return HelperColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without to_hour and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// latitude: Where the helper lives; none: not known. Optional: may be empty.
    /// longitude: The same, east of Greenwich. Optional: may be empty.
    /// from_hour: From when on in a day the helper comes; none: at any hour. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted, std::span<const double> price, const scvm::swig::texts& skill, std::span<const double>
            latitude, std::span<const double> longitude, std::span<const double> from_hour) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price, .skill = skill, .latitude = latitude, .longitude = longitude,
            .from_hour = from_hour}));
    }

    /// The same without from_hour and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// latitude: Where the helper lives; none: not known. Optional: may be empty.
    /// longitude: The same, east of Greenwich. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted, std::span<const double> price, const scvm::swig::texts& skill, std::span<const double>
            latitude, std::span<const double> longitude) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price, .skill = skill, .latitude = latitude, .longitude = longitude}));
    }

    /// The same without longitude and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// latitude: Where the helper lives; none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted, std::span<const double> price, const scvm::swig::texts& skill, std::span<const double>
            latitude) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price, .skill = skill, .latitude = latitude}));
    }

    /// The same without latitude and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted, std::span<const double> price, const scvm::swig::texts& skill) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price, .skill = skill}));
    }

    /// The same without skill and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted, std::span<const double> price) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted, .price = price}));
    }

    /// The same without price and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since, std::span<const
            double> vetted) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since = since,
            .vetted = vetted}));
    }

    /// The same without vetted and what follows it.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, std::span<const std::int64_t> since) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since =
            since}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// vetted: 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
    /// price: Of a job, in the model's currency; none: not known. Optional: may be empty.
    /// skill: What the helper is good at. Optional: may be empty.
    /// latitude: Where the helper lives; none: not known. Optional: may be empty.
    /// longitude: The same, east of Greenwich. Optional: may be empty.
    /// from_hour: From when on in a day the helper comes; none: at any hour. Optional: may be empty.
    /// to_hour: Until when; before from_hour: on the next day. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, scvm_jni::direct<const std::int64_t> since,
            scvm_jni::direct<const double> vetted, scvm_jni::direct<const double> price, const scvm::swig::texts&
            skill, scvm_jni::direct<const double> latitude, scvm_jni::direct<const double> longitude,
            scvm_jni::direct<const double> from_hour, scvm_jni::direct<const double> to_hour) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since =
            since.view, .vetted = vetted.view, .price = price.view, .skill = skill, .latitude = latitude.view,
            .longitude = longitude.view, .from_hour = from_hour.view, .to_hour = to_hour.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// id: Who helps: a customer's id, or one that is no customer's and no employee's.
    /// since: When the helper applied.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_helpers(const scvm::swig::texts& id, scvm_jni::direct<const std::int64_t> since) {
        return scvm::swig::taken($self->native().add_helpers(scvm::crm::helper_columns{.id = id, .since =
            since.view}));
    }

#endif

    /// What helpers were asked to do, one row a job, with what both sides say of each other.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// price: What was paid, in the model's currency; none: not known. Optional: may be empty.
    /// rating_of_helper: What the seeker says of the helper; none: nothing. Optional: may be empty.
    /// rating_of_seeker: The other way round. Optional: may be empty.
    /// job: Of a customer's rows with one job, the one that was asked for first counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done SCVM_OPTIONAL,
            const scvm::swig::texts& skill SCVM_OPTIONAL, std::span<const double> price SCVM_OPTIONAL,
            std::span<const double> rating_of_helper SCVM_OPTIONAL, std::span<const double> rating_of_seeker
            SCVM_OPTIONAL, const scvm::swig::texts& job SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done, .skill = skill, .price = price,
            .rating_of_helper = rating_of_helper, .rating_of_seeker = rating_of_seeker, .job = job}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What helpers were asked to do, one row a job, with what both sides say of each other.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addJobs(JobColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What helpers were asked to do, one row a job, with what both sides say of each other.
   *
   * <p>From a query whose columns are called as those of the table: helper, customer, asked, outcome, done, skill,
   * price, rating_of_helper, rating_of_seeker, job; what is optional may be left out. Rows are read ten thousand at a
   * time; after an exception, those before stay. A date, and a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addJobs(java.sql.ResultSet rows) throws java.sql.SQLException {
    return JobColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without job and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// price: What was paid, in the model's currency; none: not known. Optional: may be empty.
    /// rating_of_helper: What the seeker says of the helper; none: nothing. Optional: may be empty.
    /// rating_of_seeker: The other way round. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done, const
            scvm::swig::texts& skill, std::span<const double> price, std::span<const double> rating_of_helper,
            std::span<const double> rating_of_seeker) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done, .skill = skill, .price = price,
            .rating_of_helper = rating_of_helper, .rating_of_seeker = rating_of_seeker}));
    }

    /// The same without rating_of_seeker and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// price: What was paid, in the model's currency; none: not known. Optional: may be empty.
    /// rating_of_helper: What the seeker says of the helper; none: nothing. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done, const
            scvm::swig::texts& skill, std::span<const double> price, std::span<const double> rating_of_helper) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done, .skill = skill, .price = price,
            .rating_of_helper = rating_of_helper}));
    }

    /// The same without rating_of_helper and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// price: What was paid, in the model's currency; none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done, const
            scvm::swig::texts& skill, std::span<const double> price) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done, .skill = skill, .price = price}));
    }

    /// The same without price and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done, const
            scvm::swig::texts& skill) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done, .skill = skill}));
    }

    /// The same without skill and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome, std::span<const std::int64_t> done) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome, .done = done}));
    }

    /// The same without done and what follows it.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, std::span<const
            std::int64_t> asked, const scvm::swig::texts& outcome) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked, .outcome = outcome}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// done: When it ended, not before it was asked for; none: not known. Optional: may be empty.
    /// skill: What was needed. Optional: may be empty.
    /// price: What was paid, in the model's currency; none: not known. Optional: may be empty.
    /// rating_of_helper: What the seeker says of the helper; none: nothing. Optional: may be empty.
    /// rating_of_seeker: The other way round. Optional: may be empty.
    /// job: Of a customer's rows with one job, the one that was asked for first counts. Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, scvm_jni::direct<const
            std::int64_t> asked, const scvm::swig::texts& outcome, scvm_jni::direct<const std::int64_t> done, const
            scvm::swig::texts& skill, scvm_jni::direct<const double> price, scvm_jni::direct<const double>
            rating_of_helper, scvm_jni::direct<const double> rating_of_seeker, const scvm::swig::texts& job) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked.view, .outcome = outcome, .done = done.view, .skill = skill, .price =
            price.view, .rating_of_helper = rating_of_helper.view, .rating_of_seeker = rating_of_seeker.view,
            .job = job}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// helper: Who was to help: an id of the helpers.
    /// customer: Who seeks help.
    /// asked: When.
    /// outcome: How it ended.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_jobs(const scvm::swig::texts& helper, const scvm::swig::texts& customer, scvm_jni::direct<const
            std::int64_t> asked, const scvm::swig::texts& outcome) {
        return scvm::swig::taken($self->native().add_jobs(scvm::crm::job_columns{.helper = helper, .customer =
            customer, .asked = asked.view, .outcome = outcome}));
    }

#endif

    /// What customers proposed, one row an idea.
    /// idea: The idea's id: each counts once.
    /// customer: Who proposed it.
    /// state: What the company says of it.
    /// time: When it was proposed.
    /// value: What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_ideas(const scvm::swig::texts& idea, const scvm::swig::texts& customer, const
            scvm::swig::texts& state, std::span<const std::int64_t> time, std::span<const double> value
            SCVM_OPTIONAL) {
        return scvm::swig::taken($self->native().add_ideas(scvm::crm::idea_columns{.idea = idea, .customer =
            customer, .state = state, .time = time, .value = value}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * What customers proposed, one row an idea.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addIdeas(IdeaColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * What customers proposed, one row an idea.
   *
   * <p>From a query whose columns are called as those of the table: idea, customer, state, time, value; what is
   * optional may be left out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and
   * a time without a zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addIdeas(java.sql.ResultSet rows) throws java.sql.SQLException {
    return IdeaColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same without value and what follows it.
    /// idea: The idea's id: each counts once.
    /// customer: Who proposed it.
    /// state: What the company says of it.
    /// time: When it was proposed.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_ideas(const scvm::swig::texts& idea, const scvm::swig::texts& customer, const
            scvm::swig::texts& state, std::span<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_ideas(scvm::crm::idea_columns{.idea = idea, .customer =
            customer, .state = state, .time = time}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// idea: The idea's id: each counts once.
    /// customer: Who proposed it.
    /// state: What the company says of it.
    /// time: When it was proposed.
    /// value: What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points.
    /// Optional: may be empty.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_ideas(const scvm::swig::texts& idea, const scvm::swig::texts& customer, const
            scvm::swig::texts& state, scvm_jni::direct<const std::int64_t> time, scvm_jni::direct<const double>
            value) {
        return scvm::swig::taken($self->native().add_ideas(scvm::crm::idea_columns{.idea = idea, .customer =
            customer, .state = state, .time = time.view, .value = value.view}));
    }

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// idea: The idea's id: each counts once.
    /// customer: Who proposed it.
    /// state: What the company says of it.
    /// time: When it was proposed.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_ideas(const scvm::swig::texts& idea, const scvm::swig::texts& customer, const
            scvm::swig::texts& state, scvm_jni::direct<const std::int64_t> time) {
        return scvm::swig::taken($self->native().add_ideas(scvm::crm::idea_columns{.idea = idea, .customer =
            customer, .state = state, .time = time.view}));
    }

#endif

    /// Who voted for which idea, one row a vote. One counts for each customer and idea.
    /// idea: For which idea.
    /// customer: Who voted.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_votes(const scvm::swig::texts& idea, const scvm::swig::texts& customer, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_votes(scvm::crm::vote_columns{.idea = idea, .customer =
            customer, .time = time}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who voted for which idea, one row a vote. One counts for each customer and idea.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addVotes(VoteColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who voted for which idea, one row a vote. One counts for each customer and idea.
   *
   * <p>From a query whose columns are called as those of the table: idea, customer, time; what is optional may be left
   * out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time without a
   * zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addVotes(java.sql.ResultSet rows) throws java.sql.SQLException {
    return VoteColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// idea: For which idea.
    /// customer: Who voted.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_votes(const scvm::swig::texts& idea, const scvm::swig::texts& customer, scvm_jni::direct<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_votes(scvm::crm::vote_columns{.idea = idea, .customer =
            customer, .time = time.view}));
    }

#endif

    /// Who applied to test which product, one row an application.
    /// test: Of which product.
    /// customer: Who applied.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_tests(const scvm::swig::texts& test, const scvm::swig::texts& customer, std::span<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_tests(scvm::crm::test_columns{.test = test, .customer =
            customer, .time = time}));
    }

#if defined(SWIGJAVA)

%proxycode %{
  /**
   * Who applied to test which product, one row an application.
   *
   * @param columns the rows, by columns
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws ScvmException {@link ErrorCode#SIZE_MISMATCH}: columns of unequal length
   */
  public long addTests(TestColumns columns) {
    return java.util.Objects.requireNonNull(columns, "columns").addTo(this);
  }

  /**
   * Who applied to test which product, one row an application.
   *
   * <p>From a query whose columns are called as those of the table: test, customer, time; what is optional may be left
   * out. Rows are read ten thousand at a time; after an exception, those before stay. A date, and a time without a
   * zone, is one of {@link #timeZone}.
   *
   * @param rows the query's result, read to its end and left open
   * @return the number of rows that were taken; the others are in {@link #rejected}
   * @throws java.sql.SQLException what the database says
   * @throws ScvmException {@link ErrorCode#BAD_RECORD}: a column that the table does not have, a missing one, or one
   *     of a wrong type
   */
  public long addTests(java.sql.ResultSet rows) throws java.sql.SQLException {
    return TestColumns.addAll(this, rows);
  }
%}

#endif

#if defined(SWIGJAVA)

    /// The same from direct buffers in native byte order, which are not copied; each from its position to its limit.
    /// test: Of which product.
    /// customer: Who applied.
    /// time: When.
    /// Gives the number of rows that were taken; the others are in rejected().
    std::int64_t add_tests(const scvm::swig::texts& test, const scvm::swig::texts& customer, scvm_jni::direct<const
            std::int64_t> time) {
        return scvm::swig::taken($self->native().add_tests(scvm::crm::test_columns{.test = test, .customer =
            customer, .time = time.view}));
    }

#endif
}
