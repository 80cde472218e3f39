/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation.mutation;

/**
 * A deliberate mistake in the protocol.
 *
 * @param description what is wrong then
 * @param file the class, as a path below the package {@code org.sharpnfv.sharp}
 * @param original text that is there exactly once
 * @param replacement what takes its place
 */
public record Mutation(String description, String file, String original, String replacement) {
}
