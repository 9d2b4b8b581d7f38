package org.example.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scvm.ErrorCode;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ScvmServicesTest {
  @BeforeEach
  void namesTheModel() {
    System.setProperty("scvm.model", Samples.MODEL.toString());
  }

  @AfterEach
  void forgetsTheModel() {
    ScvmServices.unload();
    System.clearProperty("scvm.model");
    System.clearProperty("scvm.zone");
  }

  private static Map<String, Object> score(Map<String, Object> context) {
    return ScvmServices.scoreParty(Samples.HOST, context);
  }

  private static void assertFails(ErrorCode code, String inMessage, Map<String, Object> result) {
    assertEquals("fail", result.get("responseMessage"), result.toString());
    assertEquals(code.number(), result.get("scvmErrorCode"), result.toString());
    assertTrue(result.get("errorMessage").toString().contains(inMessage), result.toString());
    assertFalse(result.containsKey("status"));
  }

  @Test
  void a_party_gets_the_scores_of_the_quickstart_as_the_hosts_own_types() {
    final Map<String, Object> result = score(Samples.request("ada", 0));
    assertEquals("success", result.get("responseMessage"), result.toString());
    assertEquals("scored", result.get("status"));
    assertEquals("fan", result.get("segment"));
    assertEquals(new BigDecimal("38.50"), result.get("lifetimeValue"));
    assertEquals("EUR", result.get("currencyUomId"));
    assertEquals(0, new BigDecimal("95").compareTo((BigDecimal) result.get("attachment")));
    assertEquals(Samples.time("2026-11-21T00:00:00Z"), result.get("scoreDate"));
    assertTrue(result.get("scoreCard").toString().contains("\"explanation\":[{"));
    assertEquals(64, result.get("inputHash").toString().length());
  }

  @Test
  void the_input_hash_tells_whether_anything_changed_but_not_the_day_or_the_order_of_rows() {
    final Map<String, Object> request = Samples.request("ada", 0);
    final Object hash = score(request).get("inputHash");
    request.put("asOfDate", Samples.time("2026-11-22T12:00:00Z"));
    final List<Object> reversed = new ArrayList<>((List<?>) request.get("purchases"));
    java.util.Collections.reverse(reversed);
    reversed.set(4, Samples.purchase("2025-02-03T00:00:00Z", "48"));
    request.put("purchases", reversed);
    assertEquals(hash, score(request).get("inputHash"));
    reversed.set(4, Samples.purchase("2025-02-03T00:00:00Z", "48.01"));
    assertNotEquals(hash, score(request).get("inputHash"));
  }

  @Test
  void the_day_ends_where_the_host_says() {
    final Map<String, Object> request = Samples.request("ada", 0);
    request.put("asOfDate", Samples.time("2026-11-21T23:30:00Z"));
    System.setProperty("scvm.zone", "Europe/Berlin");
    assertTrue(score(request).get("scoreCard").toString().contains("\"as_of\":\"2026-11-22\""));
    assertEquals(Samples.time("2026-11-21T23:00:00Z"), score(request).get("scoreDate"));
  }

  @Test
  void whatever_is_wrong_comes_back_as_a_failure_with_a_code_and_never_as_an_exception() {
    assertFails(ErrorCode.BAD_RECORD, "partyId: missing", score(new HashMap<>()));
    assertFails(ErrorCode.BAD_RECORD, "partyId: expected String, not Integer", score(new HashMap<>(Map.of("partyId", 7))));
    assertFails(ErrorCode.INTERNAL, "this host has no database", score(new HashMap<>(Map.of("partyId", "ada"))));

    final Map<String, Object> request = Samples.request("ada", 0);
    request.put("asOfDate", "tomorrow");
    assertFails(ErrorCode.BAD_RECORD, "asOfDate: expected Timestamp", score(request));
    assertFails(ErrorCode.DOMAIN, "surrogate", score(Samples.request("half an emoji: \ud83d", 0)));

    final Map<String, Object> answered = Samples.request("ada", 0);
    answered.put("answers", List.of(Map.of("item", "sat_overall", "value", Double.NaN, "time", Samples.time("2026-01-01T00:00:00Z"))));
    assertFails(ErrorCode.DOMAIN, "answers.value = NaN", score(answered));
    answered.put("answers", List.of("five stars"));
    assertFails(ErrorCode.BAD_RECORD, "answers[0]: expected Map", score(answered));
    assertFails(ErrorCode.BAD_RECORD, "orderId: missing", ScvmServices.scoreOrder(Samples.HOST, Map.of()));
  }

  @Test
  void a_row_that_cannot_be_used_is_rejected_alone() {
    final Map<String, Object> request = Samples.request("ada", 0);
    final List<Object> purchases = new ArrayList<>((List<?>) request.get("purchases"));
    purchases.add(Map.of("amount", new BigDecimal("12")));
    purchases.add(Map.of("amount", new BigDecimal("12"), "time", Samples.time("2026-01-01T00:00:00Z"), "currencyUomId", "USD"));
    purchases.add(Samples.purchase("2026-01-01T00:00:00Z", "1e30"));
    request.put("purchases", purchases);
    final Map<String, Object> result = score(request);
    assertEquals(new BigDecimal("38.50"), result.get("lifetimeValue"));
    final String rejected = result.get("rejected").toString();
    assertTrue(rejected.contains("purchase: without a date"), rejected);
    assertTrue(rejected.contains("purchase of 12 USD: expected EUR"), rejected);
    assertEquals(3, ((List<?>) result.get("rejected")).size(), rejected);
  }

  @Test
  void a_withdrawal_excludes_whatever_its_date() {
    final Map<String, Object> request = Samples.request("ada", 0);
    request.put("consents", List.of(
        Map.of("purpose", "scoring", "state", "granted", "time", Samples.time("2026-02-01T00:00:00Z")),
        Map.of("purpose", "scoring", "state", "withdrawn", "time", Samples.time("2026-01-01T00:00:00Z"))));
    final Map<String, Object> result = score(request);
    assertEquals("success", result.get("responseMessage"), result.toString());
    assertEquals("excluded", result.get("status"));
    for (final String absent : List.of("segment", "satisfaction", "attachment", "pAlive", "lifetimeValue")) {
      assertFalse(result.containsKey(absent), absent);
    }
  }

  @Test
  void a_model_that_is_missing_or_broken_is_a_failure_and_the_old_one_stays(@TempDir Path folder) throws Exception {
    System.setProperty("scvm.model", folder.resolve("none.json").toString());
    assertFails(ErrorCode.BAD_MODEL, "none.json", score(Samples.request("ada", 0)));
    System.clearProperty("scvm.model");
    assertFails(ErrorCode.BAD_MODEL, "scvm-model.json", score(Samples.request("ada", 0)));

    final Path file = folder.resolve("model.json");
    Files.writeString(file, Samples.model());
    System.setProperty("scvm.model", file.toString());
    final Object hash = score(Samples.request("ada", 0)).get("modelHash");
    Files.writeString(file, Samples.model().replace("\"margin\"", "\"margn\""));
    assertFails(ErrorCode.BAD_MODEL, "margn", ScvmServices.reloadModel(Samples.HOST, Map.of()));
    assertEquals(hash, score(Samples.request("ada", 0)).get("modelHash"));
    Files.writeString(file, Samples.model().replace("0.4", "0.5"));
    final Object fresh = ScvmServices.reloadModel(Samples.HOST, Map.of()).get("modelHash");
    assertNotEquals(hash, fresh);
    assertEquals(fresh, score(Samples.request("ada", 0)).get("modelHash"));
  }

  @Test
  void eight_threads_get_what_one_gets_even_while_the_model_is_loaded_again() throws Exception {
    final int variants = 5;
    final List<Map<String, Object>> expected = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      expected.add(score(Samples.request("party-" + i, i)));
    }
    assertEquals(variants, new HashSet<>(expected).size());
    ScvmServices.unload(); // so that the threads also meet at the first call

    final ExecutorService threads = Executors.newFixedThreadPool(9);
    final CountDownLatch start = new CountDownLatch(1);
    try {
      final List<Future<Integer>> results = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        final int first = thread;
        results.add(threads.submit(() -> {
          start.await();
          int calls = 0;
          for (int i = 0; i < 300; i++) {
            final int variant = (first + i) % variants;
            assertEquals(expected.get(variant), score(Samples.request("party-" + variant, variant)));
            calls++;
          }
          return calls;
        }));
      }
      final Future<?> reloading = threads.submit(() -> {
        start.await();
        for (int i = 0; i < 100; i++) {
          assertEquals("success", ScvmServices.reloadModel(Samples.HOST, Map.of()).get("responseMessage"));
        }
        return null;
      });
      start.countDown();
      for (final Future<Integer> result : results) {
        assertEquals(300, result.get());
      }
      reloading.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void the_service_definitions_name_methods_that_exist_and_results_that_come() throws Exception {
    final NodeList services = elements("servicedef/services.xml", "service");
    final Map<String, String> results = new HashMap<>();
    final Set<String> names = new HashSet<>();
    for (int i = 0; i < services.getLength(); i++) {
      final Element service = (Element) services.item(i);
      names.add(service.getAttribute("name"));
      final NodeList attributes = service.getElementsByTagName("attribute");
      for (int j = 0; j < attributes.getLength(); j++) {
        final Element attribute = (Element) attributes.item(j);
        if (attribute.getAttribute("mode").equals("OUT")) {
          results.put(attribute.getAttribute("name"), attribute.getAttribute("type"));
        }
      }
      if (service.getAttribute("engine").equals("java")) {
        final Method method = Class.forName(service.getAttribute("location"))
            .getMethod(service.getAttribute("invoke"), DispatchContext.class, Map.class);
        assertEquals(Map.class, method.getReturnType());
        assertTrue(java.lang.reflect.Modifier.isStatic(method.getModifiers()));
      }
    }
    score(Samples.request("ada", 0)).forEach((key, value) -> {
      if (key.equals("responseMessage")) {
        return;
      }
      final Class<?> type = Map.of(
          "String", String.class, "BigDecimal", BigDecimal.class, "Timestamp", Timestamp.class, "List", List.class)
          .get(results.get(key));
      assertTrue(type != null && type.isInstance(value), key + " is " + results.get(key) + " in services.xml");
    });
    final NodeList actions = elements("servicedef/secas.xml", "action");
    assertEquals(1, actions.getLength());
    assertTrue(names.contains(((Element) actions.item(0)).getAttribute("service")));
  }

  private static NodeList elements(String file, String tag) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Samples.EXTENSION.resolve(file).toFile())
        .getElementsByTagName(tag);
  }
}
