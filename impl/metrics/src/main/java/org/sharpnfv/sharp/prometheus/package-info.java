/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/**
 * The controller's metrics for Prometheus, on the controller's web server, for the users that RESTCONF knows. A bundle
 * of its own: nothing else depends on it, and the controller works without it.
 */
@NullMarked
package org.sharpnfv.sharp.prometheus;

import org.jspecify.annotations.NullMarked;
