/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The agent's packet path beside DPDK's testpmd and a plain C forwarder: {@code it/bench-agent --help}.
 */
@NullMarked
package org.sharpnfv.it.bench;

import org.jspecify.annotations.NullMarked;
