package org.example.scvm;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the services need of the host. It stands in for {@code org.apache.ofbiz.service.DispatchContext}, so that this
 * example compiles without OFBiz; the README shows the ten lines that join the two.
 */
public interface DispatchContext {
  /** The class loader of the component: where the model file is looked for. */
  ClassLoader getClassLoader();

  /** A connection to the database with the parties; the caller closes it. */
  Connection openConnection() throws SQLException;
}
