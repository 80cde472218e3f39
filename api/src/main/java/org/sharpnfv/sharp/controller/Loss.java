/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** Why the controller lost a packet, or knows that it is lost. */
public enum Loss {
    /** Its buffer was at the request's limit, and the request says to drop then. */
    BUFFER_FULL,
    /** An agent that held packets which the controller had released to it started anew. */
    AGENT_RESTARTED,
    /** It was for a switch that is not there, beyond what may wait for it. */
    SWITCH_ABSENT
}
