-- What the extension adds to the database. PARTY_ID has the type and the collation of PARTY.PARTY_ID.
-- In OFBiz, entitydef/entitymodel.xml declares the same tables, and the host creates them itself.

CREATE TABLE SCVM_SCORE (
  PARTY_ID         VARCHAR(60)  NOT NULL,
  STATUS           VARCHAR(20)  NOT NULL,  -- scored, insufficient_data, excluded, error
  REASON           VARCHAR(255) NULL,
  SEGMENT          VARCHAR(20)  NULL,
  SEGMENT_OVERRIDE VARCHAR(20)  NULL,      -- set by hand; the batch never writes it
  SATISFACTION     DOUBLE       NULL,
  ATTACHMENT       DOUBLE       NULL,
  REVENUE          DECIMAL(18,2) NULL,
  P_ALIVE          DOUBLE       NULL,
  EXPECTED_PURCHASES DOUBLE     NULL,
  LIFETIME_VALUE   DECIMAL(18,2) NULL,
  CURRENCY_UOM_ID  VARCHAR(20)  NULL,
  INFLUENCE        DOUBLE       NULL,      -- share of all attention
  SOCIAL_SCORE     DOUBLE       NULL,
  NETWORK_EQUITY   DECIMAL(18,2) NULL,
  ENGAGEMENT_VALUE DECIMAL(18,2) NULL,
  VALUE_TIER       VARCHAR(60)  NULL,
  TREATMENT        VARCHAR(255) NULL,
  TREATMENT_STATUS VARCHAR(20)  NULL,      -- treated, no_capacity, gate_closed, no_consent, not_asked
  PLACE            LONGTEXT     NULL,      -- for machines: what an event hands back, JSON
  SCORE_DATE       DATE         NOT NULL,  -- the day since which these scores hold
  MODEL_VERSION    VARCHAR(255) NOT NULL,
  MODEL_HASH       CHAR(64)     NOT NULL,
  INPUT_HASH       CHAR(64)     NOT NULL,
  EXPLANATION      LONGTEXT     NULL,
  PRIMARY KEY (PARTY_ID)
);

-- One row per change, never updated; removed with the person.
CREATE TABLE SCVM_SCORE_HISTORY (
  HISTORY_ID       BIGINT       NOT NULL AUTO_INCREMENT,
  PARTY_ID         VARCHAR(60)  NOT NULL,
  SCORE_DATE       DATE         NOT NULL,
  STATUS           VARCHAR(20)  NOT NULL,
  REASON           VARCHAR(255) NULL,
  SEGMENT          VARCHAR(20)  NULL,
  SATISFACTION     DOUBLE       NULL,
  ATTACHMENT       DOUBLE       NULL,
  REVENUE          DECIMAL(18,2) NULL,
  P_ALIVE          DOUBLE       NULL,
  EXPECTED_PURCHASES DOUBLE     NULL,
  LIFETIME_VALUE   DECIMAL(18,2) NULL,
  CURRENCY_UOM_ID  VARCHAR(20)  NULL,
  INFLUENCE        DOUBLE       NULL,
  SOCIAL_SCORE     DOUBLE       NULL,
  NETWORK_EQUITY   DECIMAL(18,2) NULL,
  ENGAGEMENT_VALUE DECIMAL(18,2) NULL,
  VALUE_TIER       VARCHAR(60)  NULL,
  TREATMENT        VARCHAR(255) NULL,
  TREATMENT_STATUS VARCHAR(20)  NULL,
  MODEL_VERSION    VARCHAR(255) NOT NULL,
  MODEL_HASH       CHAR(64)     NOT NULL,
  INPUT_HASH       CHAR(64)     NOT NULL,
  PRIMARY KEY (HISTORY_ID),
  KEY SCVM_HISTORY_PARTY (PARTY_ID)
);

-- What a person allowed, by purpose. A withdrawal beats every other row of its purpose.
CREATE TABLE SCVM_CONSENT (
  PARTY_ID         VARCHAR(60)  NOT NULL,
  PURPOSE          VARCHAR(60)  NOT NULL,
  STATE            VARCHAR(20)  NOT NULL,  -- granted, refused, withdrawn
  FROM_DATE        DATETIME     NOT NULL,
  THRU_DATE        DATETIME     NULL,
  PRIMARY KEY (PARTY_ID, PURPOSE, FROM_DATE)
);

-- What customers and employees (PARTY_ROLE 'EMPLOYEE') did to each other's. The id is that of the event in its channel:
-- what is loaded twice stands here once.
CREATE TABLE SCVM_INTERACTION (
  INTERACTION_ID   VARCHAR(60)  NOT NULL,
  PARTY_ID_FROM    VARCHAR(60)  NOT NULL,
  PARTY_ID_TO      VARCHAR(60)  NULL,      -- NULL: the brand, or nobody
  INTERACTION_TYPE_ID VARCHAR(20) NOT NULL, -- post, comment, like, share, mention, answer, review, referral, follow
  ENTRY_DATE       DATETIME     NOT NULL,
  CHANNEL          VARCHAR(60)  NULL,
  SENTIMENT        DOUBLE       NULL,      -- -1 to 1
  QUANTITY         INT          NOT NULL DEFAULT 1,
  PRIMARY KEY (INTERACTION_ID),
  KEY SCVM_INTERACTION_FROM (PARTY_ID_FROM),
  KEY SCVM_INTERACTION_TO (PARTY_ID_TO)
);

-- Who brought whom, and when.
CREATE TABLE SCVM_REFERRAL (
  PARTY_ID_FROM    VARCHAR(60)  NOT NULL,
  PARTY_ID_TO      VARCHAR(60)  NOT NULL,  -- who came
  FROM_DATE        DATETIME     NOT NULL,
  PRIMARY KEY (PARTY_ID_TO, PARTY_ID_FROM)
);

-- What customers shared with the company.
CREATE TABLE SCVM_CONTRIBUTION (
  CONTRIBUTION_ID  VARCHAR(60)  NOT NULL,
  PARTY_ID         VARCHAR(60)  NOT NULL,
  CONTRIBUTION_TYPE_ID VARCHAR(20) NOT NULL, -- products, ideas, know_how, capital, content, experience, trends
  ENTRY_DATE       DATETIME     NOT NULL,
  UNITS            DECIMAL(18,6) NULL,     -- NULL: one
  ACCEPTED         CHAR(1)      NULL,      -- Y, N; NULL: not decided
  AMOUNT           DECIMAL(18,2) NULL,     -- what it is worth; NULL: the model's rate
  CURRENCY_UOM_ID  VARCHAR(20)  NULL,
  PRIMARY KEY (CONTRIBUTION_ID),
  KEY SCVM_CONTRIBUTION_PARTY (PARTY_ID)
);

-- How far a run has come: written in the transaction of each chunk, so that a run that was cut off goes on from there.
CREATE TABLE SCVM_BATCH (
  AS_OF            DATE         NOT NULL,
  MODEL_HASH       CHAR(64)     NOT NULL,
  STATE            VARCHAR(20)  NOT NULL,  -- running, finished
  LAST_PARTY_ID    VARCHAR(60)  NOT NULL,
  PRIMARY KEY (AS_OF, MODEL_HASH)
);
