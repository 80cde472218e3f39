/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The OpenDaylight bundle. It decides nothing: the protocol is the
 * {@link org.sharpnfv.sharp.controller.ControllerMachine}, and this package connects it with MD-SAL.
 *
 * <pre>
 *  RESTCONF -&gt; ConfigCohort (refuses)                                            Mirror -&gt; operational datastore,
 *           -&gt; ConfigListener --------+                                    +---&gt;          notifications
 *  switches -&gt; PacketInListener ------+--&gt; EngineThread (the machine) -----+
 *           -&gt; SwitchTracker ---------+                                    +---&gt; SwitchDriver -&gt; switches
 * </pre>
 *
 * <p>Inputs from all threads are posted to the engine, and one thread at a time tells them to the machine. What others
 * may look at beyond the datastore is in {@link org.sharpnfv.sharp.audit}.
 */
@NullMarked
package org.sharpnfv.sharp.impl;

import org.jspecify.annotations.NullMarked;
