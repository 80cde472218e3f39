/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.metrics;

import java.util.List;

/** All metrics of the controller. Nothing is prepared: what is counted anyway is read when somebody asks. */
public interface MetricSource {
    /**
     * Reads them.
     *
     * @return the metrics, always the same ones in the same order
     * @throws IllegalStateException if the controller's engine does not answer
     */
    List<Metric> read();
}
