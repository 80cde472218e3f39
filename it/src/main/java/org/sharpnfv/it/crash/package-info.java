/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * Crash tests: a process is killed in a named phase of a running handover with traffic and started again, and what came
 * back is compared with what was there. See {@code it/crash --help}.
 */
@NullMarked
package org.sharpnfv.it.crash;

import org.jspecify.annotations.NullMarked;
