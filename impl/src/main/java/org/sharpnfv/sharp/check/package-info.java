/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * What would make a handover lose packets or fail, before it does. Pure: facts in, findings out; who gathers the facts
 * is elsewhere.
 *
 * <pre>
 *  Facts -+-&gt; SwitchCheck: connection, ports, packet-in queue, entries   -+
 *         +-&gt; GroupCheck:  key, spoof protection, agents, time-outs     -+-&gt; Preflight -&gt; Findings
 *         +-&gt; PluginCheck: openflowplugin's quotas, what was dropped    -+
 * </pre>
 */
@NullMarked
package org.sharpnfv.sharp.check;

import org.jspecify.annotations.NullMarked;
