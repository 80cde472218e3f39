/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

/**
 * What a handover has cost.
 *
 * @param cpuMs the controller's processor time from the REST call to the end, milliseconds
 * @param memoryKb the controller's resident memory at its largest, kilobytes
 * @param entriesMax most entries with SHarP's cookie on one switch
 */
public record Load(long cpuMs, long memoryKb, long entriesMax) {
}
