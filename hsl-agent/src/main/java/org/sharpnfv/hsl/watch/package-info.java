/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/** What can be seen of a running agent from outside: metrics and health over HTTP, and {@code sharp-hsl status}. */
@NullMarked
package org.sharpnfv.hsl.watch;

import org.jspecify.annotations.NullMarked;
