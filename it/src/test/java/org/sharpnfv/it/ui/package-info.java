/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * A browser for tests of the dashboard: headless Chromium in the controller's namespace, driven by the W3C's WebDriver
 * protocol.
 */
@NullMarked
package org.sharpnfv.it.ui;

import org.jspecify.annotations.NullMarked;
