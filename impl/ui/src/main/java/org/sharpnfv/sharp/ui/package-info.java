/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * Serves the dashboard: the files that Vite has made of {@code src/main/web}, behind the controller's authentication.
 * All that the page shows and asks for goes through RESTCONF, by the browser; nothing of it is here.
 */
@NullMarked
package org.sharpnfv.sharp.ui;

import org.jspecify.annotations.NullMarked;
