/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/**
 * What the controller counted.
 *
 * @param buffered packets in its buffer now
 * @param bufferedMax most packets in its buffer at a time
 * @param bufferedTotal packets that were in its buffer
 * @param released packets that it sent on, marked
 * @param packetIns packets and messages that it got
 * @param packetOuts packets and messages that it sent
 * @param lost packets that it dropped because its buffer was full
 */
public record ControllerCounters(int buffered, int bufferedMax, long bufferedTotal, long released, long packetIns,
        long packetOuts, long lost) {
}
