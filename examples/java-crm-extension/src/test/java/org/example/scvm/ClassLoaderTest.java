package org.example.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import io.scvm.Scorer;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that loads the extension again, as OFBiz does with a component and Tomcat with a web application. */
class ClassLoaderTest {
  private static final String SERVICES = "org.example.scvm.ScvmServices";

  @BeforeEach
  void namesTheModel() {
    System.setProperty("scvm.model", Samples.NETWORK_MODEL.toString());
  }

  @AfterEach
  void forgetsTheModel() {
    System.clearProperty("scvm.model");
  }

  private static URL jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Scores by nothing but the class loader, then unloads the component as the host would. */
  private static Object lifetimeValue(ClassLoader loader) throws Exception {
    final Class<?> services = loader.loadClass(SERVICES);
    assertSame(loader, services.getClassLoader());
    final Class<?> context = loader.loadClass("org.example.scvm.DispatchContext");
    final Object host = Proxy.newProxyInstance(loader, new Class<?>[] {context}, (proxy, method, arguments) -> loader);
    final Method score = services.getMethod("scoreParty", context, Map.class);
    final Map<?, ?> result = (Map<?, ?>) score.invoke(null, host, Samples.request("ada", 0));
    services.getMethod("unload").invoke(null);
    assertEquals("success", result.get("responseMessage"), result.toString());
    return result.get("lifetimeValue");
  }

  private static void assertCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(loader.get(), "the class loader of a closed component is still reachable");
  }

  private static WeakReference<ClassLoader> scoreAndClose(URL[] urls, ClassLoader parent, Object expected) throws Exception {
    try (URLClassLoader child = new URLClassLoader(urls, parent)) {
      assertEquals(expected, lifetimeValue(child));
      return new WeakReference<>(child);
    }
  }

  @Test
  void with_the_library_in_a_parent_loader_the_service_is_loaded_again_and_again() throws Exception {
    final Object expected = ScvmServices.scoreParty(Samples.HOST, Samples.request("ada", 0)).get("lifetimeValue");
    ScvmServices.unload();
    final URL[] library = {jarOf(Scorer.class), jarOf(Gson.class)};
    final URL[] service = {jarOf(ScvmServices.class)};
    try (URLClassLoader parent = new URLClassLoader(library, ClassLoader.getPlatformClassLoader())) {
      assertNotSame(Scorer.class, parent.loadClass("io.scvm.Scorer"));
      for (int reload = 0; reload < 5; reload++) {
        assertCollected(scoreAndClose(service, parent, expected));
      }
    }
  }

  @Test
  void with_the_library_in_the_component_itself_every_loading_takes_a_copy_of_its_own() throws Exception {
    final Object expected = ScvmServices.scoreParty(Samples.HOST, Samples.request("ada", 0)).get("lifetimeValue");
    ScvmServices.unload();
    final URL[] everything = {jarOf(ScvmServices.class), jarOf(Scorer.class), jarOf(Gson.class)};
    for (int reload = 0; reload < 3; reload++) {
      assertCollected(scoreAndClose(everything, ClassLoader.getPlatformClassLoader(), expected));
    }
  }

  @Test
  void two_generations_of_the_service_may_run_at_the_same_time() throws Exception {
    final URL[] library = {jarOf(Scorer.class), jarOf(Gson.class)};
    final URL[] service = {jarOf(ScvmServices.class)};
    try (URLClassLoader parent = new URLClassLoader(library, ClassLoader.getPlatformClassLoader());
        URLClassLoader old = new URLClassLoader(service, parent);
        URLClassLoader fresh = new URLClassLoader(service, parent)) {
      final Object before = lifetimeValue(old);
      assertEquals(before, lifetimeValue(fresh));
      assertEquals(before, lifetimeValue(old));
      assertTrue(old.loadClass(SERVICES) != fresh.loadClass(SERVICES));
    }
  }
}
