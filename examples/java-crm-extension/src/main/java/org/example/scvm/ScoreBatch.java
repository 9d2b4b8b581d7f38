package org.example.scvm;

import com.google.gson.JsonObject;
import io.scvm.ScvmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The nightly run: reads the customers, scores them, and writes what changed.
 *
 * <p>A model without network, equity and treatment scores each customer alone: they are read chunk by chunk, and memory
 * holds one chunk. Otherwise everybody is read first and scored together ({@link Everybody}).
 *
 * <p>Each chunk is written in one transaction, together with the note of how far the run has come. So a run that was cut
 * off has written whole chunks only. The next run of the same day and model goes on behind the last of them; where
 * everybody is scored together it goes through all of them, since scores that depend on each other must come from one
 * run, and writes what is not there yet. Two runs at once are refused.
 */
public final class ScoreBatch {
  /** Counts of a run: read = scored + insufficientData + excluded + refused, and changed of them were written. */
  public static final class Report {
    int read;
    int scored;
    int insufficientData;
    int excluded;
    int refused;
    int rejectedRows;
    int changed;
    int removed;
    int chunks;
    long eventRows; // interactions and referrals
    long strangers; // of those
    final List<String> reasons = new ArrayList<>(); // the first hundred

    void reject(String reason) {
      if (reasons.size() < 100) {
        reasons.add(reason);
      }
    }

    @Override
    public String toString() {
      return "read " + read + ": scored " + scored + ", insufficient data " + insufficientData + ", excluded " + excluded
          + ", refused " + refused + "; rejected rows " + rejectedRows + "; changed " + changed + ", removed " + removed
          + "; chunks " + chunks
          + (eventRows == 0 ? "" : "; interactions and referrals " + eventRows + ", with strangers " + strangers);
    }
  }

  /** What a run tells while it runs. */
  public interface Progress {
    /** The rows of a chunk are written, but not committed. */
    default void written(int chunk) {}

    /** A chunk is committed. */
    default void committed(int chunk) {}
  }

  /** A run that could not start, or was cut off; the message says what to do. */
  public static final class BatchException extends Exception {
    private static final long serialVersionUID = 1;

    BatchException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final ScoringEngine engine;
  private final ZoneId zone;
  private final int chunkSize;
  private final Progress progress;

  ScoreBatch(ScoringEngine engine, ZoneId zone, int chunkSize, Progress progress) {
    if (chunkSize < 1) {
      throw new IllegalArgumentException("chunkSize = " + chunkSize + ": expected chunkSize >= 1");
    }
    this.engine = engine;
    this.zone = zone;
    this.chunkSize = chunkSize;
    this.progress = progress;
  }

  /** Scores everybody as of a day. The connection is the run's own while it lasts. */
  Report run(Connection connection, LocalDate asOf) throws BatchException {
    final Report report = new Report();
    String last = "";
    try {
      requireTables(connection);
      lock(connection);
      connection.setAutoCommit(false);
      last = begin(connection, asOf);
      try (Customers customers = customers(connection, asOf, report)) {
        for (boolean more = true; more; ) {
          final String next = chunk(connection, customers, last, asOf, report);
          more = next != null;
          connection.commit();
          report.chunks++;
          progress.committed(report.chunks);
          last = more ? next : last;
        }
      }
      return report;
    } catch (ScvmException e) {
      rollBack(connection);
      throw new BatchException("scvm: " + e.getMessage(), e);
    } catch (BatchException e) {
      rollBack(connection);
      throw e;
    } catch (SQLException e) {
      rollBack(connection);
      throw new BatchException(
          "database: " + e.getMessage() + "\ncommitted before: " + report + "; the next run goes on after \"" + last + "\"",
          e);
    } finally {
      unlock(connection);
    }
  }

  /** Who is to be scored, in the database's order, and each one's card. */
  private interface Customers extends AutoCloseable {
    List<PartyRecord> next(String after) throws SQLException;

    JsonObject card(PartyRecord party);

    @Override
    default void close() {}
  }

  private Customers customers(Connection connection, LocalDate asOf, Report report) throws SQLException {
    return engine.looksAtEverybody() ? together(connection, asOf, report) : oneByOne(connection, asOf);
  }

  private Customers oneByOne(Connection connection, LocalDate asOf) {
    final PartyReader reader = new PartyReader(connection, zone, engine.currency());
    return new Customers() {
      @Override
      public List<PartyRecord> next(String after) throws SQLException {
        return reader.next(after, chunkSize);
      }

      @Override
      public JsonObject card(PartyRecord party) {
        final JsonObject card = engine.card(party, asOf, null);
        party.rejected().addAll(Score.rejected(card));
        return card;
      }
    };
  }

  private Customers together(Connection connection, LocalDate asOf, Report report) throws SQLException {
    final Everybody everybody = new Everybody(connection, engine, zone, asOf, chunkSize);
    report.eventRows = everybody.eventRows();
    report.strangers = everybody.strangers();
    report.rejectedRows += everybody.rejectedEvents().size();
    everybody.rejectedEvents().forEach(report::reject);
    return new Customers() {
      @Override
      public List<PartyRecord> next(String after) {
        return everybody.next(after, chunkSize);
      }

      @Override
      public JsonObject card(PartyRecord party) {
        return Score.parsed(everybody.card(party.id()));
      }

      @Override
      public void close() {
        everybody.close();
      }
    };
  }

  // Returns the last id of the chunk, or null when it was the last one. Not committed yet.
  private String chunk(Connection connection, Customers customers, String after, LocalDate asOf, Report report)
      throws SQLException, BatchException {
    final List<PartyRecord> parties = customers.next(after);
    final boolean more = parties.size() == chunkSize;
    final String last = parties.isEmpty() ? after : parties.get(parties.size() - 1).id();
    final ScoreStore store = new ScoreStore(connection);
    if (parties.isEmpty() && after.isEmpty()) {
      throw new BatchException("PARTY holds no customer: expected at least one, and so nothing was removed", null);
    }
    if (!parties.isEmpty()) {
      final List<ScoreStore.Row> rows = new ArrayList<>(parties.size());
      for (final PartyRecord party : parties) {
        rows.add(score(customers, party, report));
      }
      final Map<String, ScoreStore.Row> stored = store.stored(parties.get(0).id(), last);
      if (engine.looksAtEverybody()) {
        followEvents(connection, rows, stored, asOf);
      }
      report.changed += store.write(rows, stored, asOf);
    }
    final List<String> kept = parties.stream().map(PartyRecord::id).toList();
    report.removed += store.removeOthers(after, more ? last : null, kept);
    note(connection, asOf, more ? "running" : "finished", last);
    progress.written(report.chunks + 1);
    return more ? last : null;
  }

  // Everybody was read a while ago: an event may have stored a newer score since. Then the party counts as it is now, with
  // the place that this run has found.
  private void followEvents(Connection connection, List<ScoreStore.Row> rows, Map<String, ScoreStore.Row> stored, LocalDate asOf)
      throws SQLException {
    final PartyReader reader = new PartyReader(connection, zone, engine.currency());
    for (int i = 0; i < rows.size(); i++) {
      final ScoreStore.Row row = rows.get(i);
      final ScoreStore.Row before = stored.get(row.partyId());
      if (before == null || before.inputHash().equals(row.inputHash())) {
        continue;
      }
      final PartyRecord now = reader.one(row.partyId());
      if (now != null && now.hash().equals(before.inputHash())) {
        rows.set(i, asItIsNow(now, row, asOf));
      }
    }
  }

  private ScoreStore.Row asItIsNow(PartyRecord party, ScoreStore.Row found, LocalDate asOf) {
    final JsonObject place = Place.parsed(found.score().place());
    try {
      final JsonObject card = engine.card(party, asOf, place);
      return new ScoreStore.Row(
          party.id(), Score.of(card), Score.explanation(card), engine.modelId(), engine.modelHash(), party.hash());
    } catch (ScvmException e) {
      return found; // the event was refused, too
    }
  }

  private ScoreStore.Row score(Customers customers, PartyRecord party, Report report) {
    report.read++;
    Score score;
    String explanation = null;
    try {
      final JsonObject card = customers.card(party);
      score = Score.of(card);
      explanation = Score.explanation(card);
    } catch (ScvmException e) {
      report.reject(party.id() + ": " + e.getMessage());
      score = Score.none(Score.ERROR, null); // the report says why
    }
    report.rejectedRows += party.rejected().size();
    party.rejected().forEach(reason -> report.reject(party.id() + ": " + reason));
    switch (score.status()) {
      case "scored" -> report.scored++;
      case Score.EXCLUDED -> report.excluded++;
      case Score.ERROR -> report.refused++;
      default -> report.insufficientData++;
    }
    return new ScoreStore.Row(party.id(), score, explanation, engine.modelId(), engine.modelHash(), party.hash());
  }

  private static void requireTables(Connection connection) throws BatchException {
    for (final String table : new String[] {
        "SCVM_SCORE", "SCVM_SCORE_HISTORY", "SCVM_CONSENT", "SCVM_CONTRIBUTION", "SCVM_INTERACTION", "SCVM_REFERRAL",
        "SCVM_BATCH"}) {
      final String column = table.startsWith("SCVM_SCORE") ? "NETWORK_EQUITY" : "1"; // an older version had none
      try (Statement probe = connection.createStatement();
          ResultSet unused = probe.executeQuery("SELECT " + column + " FROM " + table + " LIMIT 0")) {
        unused.getMetaData();
      } catch (SQLException e) {
        throw new BatchException(table + ": " + e.getMessage() + "\nsql/scvm_tables.sql makes what is missing", e);
      }
    }
  }

  // The lock belongs to the connection: it is gone when the process or the server is.
  private static final String LOCK_NAME = "CONCAT('scvm_batch.', LEFT(DATABASE(), 50))";

  private static void lock(Connection connection) throws SQLException, BatchException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT GET_LOCK(" + LOCK_NAME + ", 0)")) {
      if (!row.next() || row.getInt(1) != 1) {
        throw new BatchException("another run is scoring this database: wait until it has ended", null);
      }
    }
  }

  private static void unlock(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DO RELEASE_LOCK(" + LOCK_NAME + ")");
    } catch (SQLException e) {
      return; // the connection is gone, and the lock with it
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      return; // the server has done it: it rolls back whatever is not committed
    }
  }

  // Where to go on: behind what a run of the same day and model has committed, or at the beginning.
  private String begin(Connection connection, LocalDate asOf) throws SQLException {
    if (engine.looksAtEverybody()) {
      return "";
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT STATE, LAST_PARTY_ID FROM SCVM_BATCH WHERE AS_OF = ? AND MODEL_HASH = ?")) {
      select.setDate(1, Date.valueOf(asOf));
      select.setString(2, engine.modelHash());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getString(1).equals("running") ? row.getString(2) : "";
      }
    }
  }

  private void note(Connection connection, LocalDate asOf, String state, String last) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(
        "INSERT INTO SCVM_BATCH (AS_OF, MODEL_HASH, STATE, LAST_PARTY_ID) VALUES (?,?,?,?)"
            + " ON DUPLICATE KEY UPDATE STATE = VALUES(STATE), LAST_PARTY_ID = VALUES(LAST_PARTY_ID)")) {
      upsert.setDate(1, Date.valueOf(asOf));
      upsert.setString(2, engine.modelHash());
      upsert.setString(3, state);
      upsert.setString(4, last);
      upsert.executeUpdate();
    }
  }

  /**
   * {@code java -cp … org.example.scvm.ScoreBatch JDBC_URL MODEL_FILE AS_OF [CHUNK_SIZE]}; the user and the password are
   * taken from the environment (SCVM_DB_USER, SCVM_DB_PASSWORD).
   *
   * <p>Exit code 0: everything was used; 1: rows or customers were rejected, the others are written; 2: nothing ran, or
   * it was cut off.
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    if (args.length < 3 || args.length > 4) {
      System.err.println("usage: ScoreBatch JDBC_URL MODEL_FILE AS_OF [CHUNK_SIZE]");
      return 2;
    }
    try (ScoringEngine engine = new ScoringEngine(Files.readString(Path.of(args[1])));
        Connection connection = DriverManager.getConnection(
            args[0], System.getenv("SCVM_DB_USER"), System.getenv("SCVM_DB_PASSWORD"))) {
      final int chunkSize = args.length == 4 ? Integer.parseInt(args[3]) : 2_000;
      final ZoneId zone = ZoneId.of(System.getProperty("scvm.zone", "UTC"));
      final Report report =
          new ScoreBatch(engine, zone, chunkSize, new Progress() {}).run(connection, LocalDate.parse(args[2]));
      report.reasons.forEach(System.err::println);
      System.out.println(report);
      return report.refused > 0 || report.rejectedRows > 0 ? 1 : 0;
    } catch (ScvmException | BatchException | SQLException | IOException | DateTimeException
        | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }
}
