/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

/** The other instance of a handover, where the VNF sends its state to or gets it from; empty when not known. */
public record Peer(String id, String managementAddress) {
    public static final Peer UNKNOWN = new Peer("", "");
}
