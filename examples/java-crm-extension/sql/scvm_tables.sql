-- What the extension adds to the database. PARTY_ID has the type and the collation of PARTY.PARTY_ID.
-- In OFBiz, entitydef/entitymodel.xml declares the same tables, and the host creates them itself.

CREATE TABLE SCVM_SCORE (
  PARTY_ID         VARCHAR(60)  NOT NULL,
  STATUS           VARCHAR(20)  NOT NULL,  -- scored, insufficient_data, excluded, error
  SEGMENT          VARCHAR(20)  NULL,
  SEGMENT_OVERRIDE VARCHAR(20)  NULL,      -- set by hand; the batch never writes it
  SATISFACTION     DOUBLE       NULL,
  ATTACHMENT       DOUBLE       NULL,
  P_ALIVE          DOUBLE       NULL,
  LIFETIME_VALUE   DECIMAL(18,2) NULL,
  CURRENCY_UOM_ID  VARCHAR(20)  NULL,
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
  SEGMENT          VARCHAR(20)  NULL,
  SATISFACTION     DOUBLE       NULL,
  ATTACHMENT       DOUBLE       NULL,
  P_ALIVE          DOUBLE       NULL,
  LIFETIME_VALUE   DECIMAL(18,2) NULL,
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

-- How far a run has come: written in the transaction of each chunk, so that a run that was cut off goes on from there.
CREATE TABLE SCVM_BATCH (
  AS_OF            DATE         NOT NULL,
  MODEL_HASH       CHAR(64)     NOT NULL,
  STATE            VARCHAR(20)  NOT NULL,  -- running, finished
  LAST_PARTY_ID    VARCHAR(60)  NOT NULL,
  PRIMARY KEY (AS_OF, MODEL_HASH)
);
