/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * Where the time of a handover goes: from the request to the removal of the last entry, by the clocks of controller and
 * agents, which are one on one machine. See {@code it/timeline --help}.
 *
 * <pre>
 *   Experiment --Outcome--> Moments <--status-- agents
 *                              +--> Timeline --> TimelineReport
 * </pre>
 */
@NullMarked
package org.sharpnfv.it.timeline;

import org.jspecify.annotations.NullMarked;
