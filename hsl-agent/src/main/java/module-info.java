/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/** The HSL agent: a program, nothing is exported but to the logging that makes {@code LastingLogs}. */
module org.sharpnfv.hsl {
    requires static org.jspecify;
    requires com.google.gson;
    requires info.picocli;
    requires io.prometheus.metrics.exporter.httpserver;
    requires io.prometheus.metrics.model;
    requires java.logging;
    requires jdk.httpserver;
    requires org.sharpnfv.sharp.api;

    exports org.sharpnfv.hsl to java.logging;
    // annotated fields
    opens org.sharpnfv.hsl to info.picocli;
}
