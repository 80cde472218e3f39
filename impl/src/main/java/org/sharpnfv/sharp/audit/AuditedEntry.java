/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.audit;

/**
 * An entry of SHarP's.
 *
 * @param table the table
 * @param priority the priority
 * @param cookie the cookie
 * @param kind what it is for, for example {@code forwarding}
 * @param match what it matches, in OpenFlow's words
 * @param actions what happens to a packet, in OpenFlow's words
 * @param expected whether SHarP should have it there
 * @param present whether it is there, with just these actions and this cookie
 */
public record AuditedEntry(int table, int priority, long cookie, String kind, String match, String actions,
        boolean expected, boolean present) {
}
