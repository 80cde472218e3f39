/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The paper's evaluation, on real parts: SHarP beside two baselines, over the paper's grid. What a batch of handovers
 * has shown is a line of a raw file at once; summaries, figures and pages are made of that file, again and again.
 * See {@code it/evaluate --help}.
 *
 * <pre>
 *   Grid --cells--> Schedule --jobs--> Laboratory --Batch, TcpRun--> RawFile --> CellSummary --> Figures, Findings
 *                                                                                --> Story --> Page, ResultsPage
 * </pre>
 */
@NullMarked
package org.sharpnfv.it.evaluate;

import org.jspecify.annotations.NullMarked;
