package org.example.scvm;

import com.google.gson.JsonObject;
import io.scvm.ErrorCode;
import io.scvm.ScvmException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The services that servicedef/services.xml declares. Thread-safe: the host's workers share one model.
 *
 * <p>None of them throws. What goes wrong comes back as a failure with scvm's stable error code, so that the save which
 * caused the call goes on.
 *
 * <p>System properties: {@code scvm.model} (the model file; else the resource {@code scvm-model.json} of the component)
 * and {@code scvm.zone} (the time zone of the database and of the day's end; else UTC).
 */
public final class ScvmServices {
  static final String MODEL_RESOURCE = "scvm-model.json";

  private static final List<String> TABLES = List.of("answers", "purchases", "consents", "contributions");
  private static final Object LOADING = new Object();
  private static volatile ScoringEngine engine;

  private ScvmServices() {}

  /**
   * Scores one party: with the rows given, or, if there are none, with those of the database, and with the place that the
   * last night found.
   *
   * @param context partyId; optionally asOfDate, answers, purchases, consents, contributions as lists of maps, and place
   *     (the text that an earlier call or the column PLACE gave)
   */
  public static Map<String, Object> scoreParty(DispatchContext dctx, Map<String, ? extends Object> context) {
    return withEngine(dctx, current -> {
      final String id = required(context, "partyId");
      if (TABLES.stream().allMatch(table -> context.get(table) == null)) {
        try (Connection connection = dctx.openConnection()) {
          final PartyRecord party = read(connection, current, id);
          return scored(current, party, asOf(context), new ScoreStore(connection).place(party.id())).result();
        }
      }
      final String place = typed(context.get("place"), String.class, "place");
      return scored(current, given(context, id, current), asOf(context), place).result();
    });
  }

  /** Scores whoever placed an order, and stores the score: what the event of servicedef/secas.xml calls. */
  public static Map<String, Object> scoreOrder(DispatchContext dctx, Map<String, ? extends Object> context) {
    return withEngine(dctx, current -> {
      final String orderId = required(context, "orderId");
      try (Connection connection = dctx.openConnection()) {
        final String id = new PartyReader(connection, zone(), current.currency()).partyOfOrder(orderId);
        if (id == null) {
          throw new Refused(ErrorCode.UNKNOWN_ID, "orderId \"" + orderId + "\": no party has placed it");
        }
        final PartyRecord party = read(connection, current, id);
        final LocalDate asOf = asOf(context);
        final Scored scored = scored(current, party, asOf, new ScoreStore(connection).place(party.id()));
        store(connection, scored);
        return scored.result();
      }
    });
  }

  /**
   * Removes whatever the extension holds of one person. The numbers of others follow with the next batch; the host's own
   * tables are the host's to erase, and first: who is a customer still is scored again.
   *
   * @param context partyId
   */
  public static Map<String, Object> eraseParty(DispatchContext dctx, Map<String, ? extends Object> context) {
    return guarded(() -> {
      final String id = required(context, "partyId");
      try (Connection connection = dctx.openConnection()) {
        connection.setAutoCommit(false);
        try {
          final int rows = new ScoreStore(connection).erase(id);
          connection.commit();
          final Map<String, Object> result = ServiceResult.success();
          result.put("removedRows", rows);
          return result;
        } catch (SQLException e) {
          connection.rollback();
          throw e;
        }
      }
    });
  }

  /** Reads the model again. Where the new file is no model, the old one stays. */
  public static Map<String, Object> reloadModel(DispatchContext dctx, Map<String, ? extends Object> context) {
    return guarded(() -> {
      final ScoringEngine fresh = new ScoringEngine(modelText(dctx));
      final ScoringEngine old;
      synchronized (LOADING) {
        old = engine;
        engine = fresh;
      }
      if (old != null) {
        old.close(); // the calls that use it finish first
      }
      final Map<String, Object> result = ServiceResult.success();
      result.put("modelVersion", fresh.modelId());
      result.put("modelHash", fresh.modelHash());
      return result;
    });
  }

  /** To be called when the component is unloaded: gives the native memory back. A later call loads the model again. */
  public static void unload() {
    synchronized (LOADING) {
      final ScoringEngine old = engine;
      engine = null;
      if (old != null) {
        old.close();
      }
    }
  }

  private interface Body {
    Map<String, Object> run() throws SQLException, IOException;
  }

  private interface BodyWithEngine {
    Map<String, Object> run(ScoringEngine current) throws SQLException, IOException;
  }

  private static Map<String, Object> withEngine(DispatchContext dctx, BodyWithEngine body) {
    return guarded(() -> {
      ScoringEngine current = engine(dctx);
      while (!current.acquire()) { // exchanged a moment ago
        current = engine(dctx);
      }
      try {
        return body.run(current);
      } finally {
        current.release();
      }
    });
  }

  /** A request that cannot be served, with the code of the rule that it breaks. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ErrorCode code;

    Refused(ErrorCode code, String message) {
      super(message);
      this.code = code;
    }
  }

  // Everything is caught that a scoring can throw, a native library that does not load included.
  private static Map<String, Object> guarded(Body body) {
    try {
      return body.run();
    } catch (ScvmException e) {
      return ServiceResult.failure(e.code(), e.getMessage());
    } catch (Refused e) {
      return ServiceResult.failure(e.code, e.getMessage());
    } catch (SQLException e) {
      return ServiceResult.failure(ErrorCode.INTERNAL, "database: " + e.getMessage());
    } catch (IOException e) {
      return ServiceResult.failure(ErrorCode.BAD_MODEL, "model: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return ServiceResult.failure(ErrorCode.OUT_OF_MEMORY, String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return ServiceResult.failure(ErrorCode.INTERNAL, e.toString());
    }
  }

  private static ScoringEngine engine(DispatchContext dctx) throws IOException {
    ScoringEngine found = engine;
    if (found == null) {
      synchronized (LOADING) {
        found = engine;
        if (found == null) {
          found = new ScoringEngine(modelText(dctx));
          engine = found;
        }
      }
    }
    return found;
  }

  private static String modelText(DispatchContext dctx) throws IOException {
    final String file = System.getProperty("scvm.model");
    if (file != null) {
      return Files.readString(Path.of(file));
    }
    try (InputStream in = dctx.getClassLoader().getResourceAsStream(MODEL_RESOURCE)) {
      if (in == null) {
        throw new IOException("there is neither -Dscvm.model=FILE nor a resource " + MODEL_RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ZoneId zone() {
    return ZoneId.of(System.getProperty("scvm.zone", "UTC"));
  }

  private static LocalDate asOf(Map<String, ? extends Object> context) {
    final Object given = context.get("asOfDate");
    if (given == null) {
      return LocalDate.now(zone());
    }
    return typed(given, Timestamp.class, "asOfDate").toInstant().atZone(zone()).toLocalDate();
  }

  private static PartyRecord read(Connection connection, ScoringEngine current, String id) throws SQLException {
    final PartyRecord party = new PartyReader(connection, zone(), current.currency()).one(id);
    if (party == null) {
      throw new Refused(ErrorCode.UNKNOWN_ID, "partyId \"" + id + "\": there is no such customer");
    }
    return party;
  }

  private static PartyRecord given(Map<String, ? extends Object> context, String id, ScoringEngine current) {
    final PartyRecord party = new PartyRecord(id);
    for (final Map<?, ?> row : rows(context, "answers")) {
      party.addAnswer(
          typed(row.get("item"), String.class, "answers.item"), number(row.get("value"), "answers.value"),
          PartyRecord.seconds(typed(row.get("time"), Timestamp.class, "answers.time")));
    }
    for (final Map<?, ?> row : rows(context, "purchases")) {
      party.addPurchase(
          PartyRecord.seconds(typed(row.get("time"), Timestamp.class, "purchases.time")),
          number(row.get("amount"), "purchases.amount"),
          typed(row.get("currencyUomId"), String.class, "purchases.currencyUomId"), current.currency());
    }
    for (final Map<?, ?> row : rows(context, "consents")) {
      party.addConsent(
          typed(row.get("purpose"), String.class, "consents.purpose"),
          typed(row.get("state"), String.class, "consents.state"),
          PartyRecord.seconds(typed(row.get("time"), Timestamp.class, "consents.time")),
          PartyRecord.seconds(typed(row.get("expires"), Timestamp.class, "consents.expires")));
    }
    for (final Map<?, ?> row : rows(context, "contributions")) {
      party.addContribution(
          typed(row.get("kind"), String.class, "contributions.kind"),
          PartyRecord.seconds(typed(row.get("time"), Timestamp.class, "contributions.time")),
          number(row.get("units"), "contributions.units"),
          typed(row.get("accepted"), Boolean.class, "contributions.accepted"),
          number(row.get("value"), "contributions.value"),
          typed(row.get("currencyUomId"), String.class, "contributions.currencyUomId"), current.currency());
    }
    return party;
  }

  /** A party with its card. */
  private record Scored(PartyRecord party, JsonObject card, LocalDate asOf, ScoreStore.Row row) {
    Map<String, Object> result() {
      final Score score = row.score();
      final Map<String, Object> result = ServiceResult.success();
      result.put("status", score.status());
      result.put("reason", score.reason());
      result.put("segment", score.segment());
      result.put("satisfaction", decimal(score.satisfaction()));
      result.put("attachment", decimal(score.attachment()));
      result.put("revenue", score.revenue());
      result.put("pAlive", decimal(score.pAlive()));
      result.put("expectedPurchases", decimal(score.expectedPurchases()));
      result.put("lifetimeValue", score.lifetimeValue());
      result.put("currencyUomId", score.currency());
      result.put("influence", decimal(score.influence()));
      result.put("socialScore", decimal(score.socialScore()));
      result.put("networkEquity", score.networkEquity());
      result.put("engagementValue", score.engagementValue());
      result.put("valueTier", score.valueTier());
      result.put("treatment", score.treatment());
      result.put("treatmentStatus", score.treatmentStatus());
      result.put("place", score.place());
      result.put("scoreDate", Timestamp.from(asOf.atStartOfDay(zone()).toInstant()));
      result.put("modelVersion", row.modelId());
      result.put("modelHash", row.modelHash());
      result.put("inputHash", row.inputHash());
      result.put("rejected", party.rejected());
      result.put("scoreCard", card.toString());
      result.values().removeIf(value -> value == null);
      return result;
    }

    private static BigDecimal decimal(Double value) {
      return value == null ? null : BigDecimal.valueOf(value);
    }
  }

  private static Scored scored(ScoringEngine current, PartyRecord party, LocalDate asOf, String lastPlace) {
    final JsonObject place;
    try {
      place = Place.parsed(lastPlace);
    } catch (IllegalArgumentException e) {
      throw new Refused(ErrorCode.BAD_RECORD, e.getMessage());
    }
    final JsonObject card = current.card(party, asOf, place);
    party.rejected().addAll(Score.rejected(card));
    return new Scored(
        party, card, asOf,
        new ScoreStore.Row(
            party.id(), Score.of(card), Score.explanation(card), current.modelId(), current.modelHash(), party.hash()));
  }

  private static void store(Connection connection, Scored scored) throws SQLException {
    connection.setAutoCommit(false);
    try {
      final ScoreStore store = new ScoreStore(connection);
      store.write(List.of(scored.row), store.stored(scored.party.id(), scored.party.id()), scored.asOf);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static String required(Map<String, ? extends Object> context, String key) {
    final String value = typed(context.get(key), String.class, key);
    if (value == null || value.isEmpty()) {
      throw new Refused(ErrorCode.BAD_RECORD, key + ": missing");
    }
    return value;
  }

  private static List<Map<?, ?>> rows(Map<String, ? extends Object> context, String key) {
    final List<Map<?, ?>> result = new ArrayList<>();
    final List<?> given = typed(context.get(key), List.class, key);
    if (given != null) {
      for (int i = 0; i < given.size(); i++) {
        result.add(typed(given.get(i), Map.class, key + "[" + i + "]"));
      }
    }
    return result;
  }

  private static BigDecimal number(Object value, String name) {
    if (value instanceof Double || value instanceof Float) {
      final double real = ((Number) value).doubleValue();
      if (!Double.isFinite(real)) {
        throw new Refused(ErrorCode.DOMAIN, name + " = " + real + ": expected a finite number");
      }
    }
    if (value == null || value instanceof BigDecimal) {
      return (BigDecimal) value;
    }
    return new BigDecimal(typed(value, Number.class, name).toString());
  }

  private static <T> T typed(Object value, Class<T> type, String name) {
    if (value != null && !type.isInstance(value)) {
      throw new Refused(
          ErrorCode.BAD_RECORD,
          name + ": expected " + type.getSimpleName() + ", not " + value.getClass().getSimpleName());
    }
    return type.cast(value);
  }
}
