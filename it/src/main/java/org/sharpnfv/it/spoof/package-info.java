/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The outside world against the control channel: forged and replayed control frames and forged marks from the hosts,
 * during running handovers. See {@code it/spoof --help}.
 */
@NullMarked
package org.sharpnfv.it.spoof;

import org.jspecify.annotations.NullMarked;
