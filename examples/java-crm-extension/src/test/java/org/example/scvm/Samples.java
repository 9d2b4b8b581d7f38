package org.example.scvm;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model, a host without a database, and requests. */
final class Samples {
  static final Path EXTENSION = Path.of(System.getProperty("scvm.extension"));
  static final Path MODEL = EXTENSION.resolve("../quickstart/model.json");
  static final Path NETWORK_MODEL = EXTENSION.resolve("model.json");

  private Samples() {}

  static String model() throws IOException {
    return Files.readString(MODEL);
  }

  static final DispatchContext HOST = new DispatchContext() {
    @Override
    public ClassLoader getClassLoader() {
      return Samples.class.getClassLoader();
    }

    @Override
    public Connection openConnection() throws SQLException {
      throw new SQLException("this host has no database");
    }
  };

  static Timestamp time(String iso) {
    return Timestamp.from(Instant.parse(iso));
  }

  static Map<String, Object> answer(String item, Number value) {
    return Map.of("item", item, "value", value, "time", time("2026-09-15T10:00:00Z"));
  }

  static Map<String, Object> purchase(String at, String amount) {
    return Map.of("time", time(at), "amount", new BigDecimal(amount));
  }

  /** Ada of the quickstart, with some of her answers changed by a number from 0 to 4. */
  static Map<String, Object> request(String id, int variant) {
    final Map<String, Object> context = new HashMap<>();
    context.put("partyId", id);
    context.put("asOfDate", time("2026-11-21T12:00:00Z"));
    context.put("answers", List.of(
        answer("sat_overall", 5 - variant), answer("sat_expectation", 10), answer("att_trust", 5), answer("att_recommend", 9),
        answer("bar_contract", 1)));
    context.put("purchases", List.of(
        purchase("2025-02-03T00:00:00Z", "48.00"), purchase("2025-06-20T00:00:00Z", "61.50"),
        purchase("2025-11-28T00:00:00Z", "75"), purchase("2026-04-02T00:00:00Z", "52"),
        purchase("2026-10-11T00:00:00Z", "66")));
    return context;
  }
}
