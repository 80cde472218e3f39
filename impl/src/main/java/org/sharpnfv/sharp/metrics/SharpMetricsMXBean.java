/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.metrics;

import java.util.Map;

/**
 * The controller's metrics by JMX, under the names that Prometheus has for them, with labels in braces:
 * {@code sharp_requests{phase="completed"}}.
 */
public interface SharpMetricsMXBean {
    /** Its name. */
    String OBJECT_NAME = "org.sharpnfv.sharp:type=Metrics";

    /**
     * What only grows.
     *
     * @return by name and labels
     */
    Map<String, Double> getCounters();

    /**
     * What rises and falls.
     *
     * @return by name and labels
     */
    Map<String, Double> getGauges();

    /**
     * How often something took how long.
     *
     * @return by name and labels
     */
    Map<String, DurationsData> getHistograms();

    /**
     * What each metric says.
     *
     * @return one sentence by name
     */
    Map<String, String> getHelp();
}
