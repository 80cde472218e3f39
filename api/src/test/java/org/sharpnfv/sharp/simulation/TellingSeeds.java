/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

/**
 * Seeds beyond the consecutive ones of the normal run, which belong to it: each has broken an invariant once. Not the
 * least number of seeds, but the rarest events.
 */
public final class TellingSeeds {
    private static final long[] ALL = {219_210, 225_188, 242_223, 314_344, 316_622, 317_720, 328_212, 341_258,
        367_579, 412_768, 428_076, 456_342, 497_952, 525_566, 645_010, 647_271, 652_753, 659_032, 664_610, 667_984,
        715_445, 726_460, 733_110, 987_119, 1_009_477, 1_012_761, 1_049_504, 1_059_361, 1_252_130, 1_309_526,
        1_324_333, 1_109_191, 1_350_922, 1_513_799, 1_826_181, 2_166_299, 2_333_238, 2_488_052, 2_668_796, 2_747_119,
        3_530_882, 3_907_582, 839_350, 4_005_264, 4_334_531, 4_464_652};

    private static final long[] RARE = {1_064, 2_588, 8_049, 77_890};

    private TellingSeeds() {
    }

    /**
     * The seeds.
     *
     * @return a copy
     */
    public static long[] all() {
        return ALL.clone();
    }

    /**
     * Seeds of the normal run in which something rare happens.
     *
     * @return a copy
     */
    public static long[] rare() {
        return RARE.clone();
    }
}
