/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import javax.management.MBeanServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What Karaf's management is told when it is away. */
class KarafManagementTest {
    private final BundleContext context = mock();
    private final ConfigurationAdmin configurations = mock();
    private final Bundle bundle = mock();
    private final Configuration configuration = mock();
    private final ServiceReference<MBeanServer> service = mock();
    private final KarafManagement management = new KarafManagement(context, configurations);

    @BeforeEach
    void installManagement() throws IOException, InvalidSyntaxException {
        when(bundle.getSymbolicName()).thenReturn("org.apache.karaf.management.server");
        when(bundle.getState()).thenReturn(Bundle.ACTIVE);
        when(context.getBundles()).thenReturn(new Bundle[] {bundle});
        when(configurations.listConfigurations(anyString())).thenReturn(new Configuration[] {configuration});
    }

    @Test
    void shouldStartItUntilItIsThere() throws IOException {
        assertFalse(management.look());
        assertFalse(management.look());
        verify(configuration, times(2)).update();
        when(context.getServiceReference(MBeanServer.class)).thenReturn(service);

        assertTrue(management.look());
        verify(configuration, times(2)).update();
    }

    @Test
    void shouldLeaveOneAloneThatIsThere() throws IOException {
        when(context.getServiceReference(MBeanServer.class)).thenReturn(service);

        assertTrue(management.look());
        verify(configuration, never()).update();
    }

    @Test
    void shouldNotWantOneThatIsNotInstalled() throws IOException {
        when(context.getBundles()).thenReturn(new Bundle[0]);

        assertTrue(management.look());
        verify(configuration, never()).update();
    }

    @Test
    void shouldGoOnIfThereIsNoConfigurationYet() throws IOException, InvalidSyntaxException {
        when(configurations.listConfigurations(anyString())).thenReturn(null, new Configuration[] {configuration});

        assertFalse(management.look());
        assertFalse(management.look());
        verify(configuration).update();
    }
}
