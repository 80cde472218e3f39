/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.ui;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NamespaceThread;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Waiting;

/** Headless Chromium with one page, in a network namespace, so that it sees what is there and nothing else. */
public final class Browser implements AutoCloseable {
    /** Keys that have no letter, as WebDriver names them. */
    public static final String TAB = Character.toString(0xE004);
    /** See {@link #TAB}. */
    public static final String ENTER = Character.toString(0xE007);
    /** See {@link #TAB}. */
    public static final String SPACE = Character.toString(0xE00D);

    private static final int PORT = 9515;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final WebDriver driver;
    private final NamespaceThread thread;
    private final String session;

    private Browser(final WebDriver driver, final NamespaceThread thread, final String session) {
        this.driver = driver;
        this.thread = thread;
        this.session = session;
    }

    /**
     * Starts chromedriver, and by it Chromium.
     *
     * @param sandbox what owns them
     * @param namespace where they run
     * @return a browser with an empty page
     */
    public static Browser start(final Sandbox sandbox, final NetworkNamespace namespace) {
        final Path home = sandbox.directory().resolve("browser");
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new LabException("cannot make " + home, e);
        }
        sandbox.start("chromedriver", namespace, new Command(List.of("chromedriver", "--port=" + PORT),
            Map.of("HOME", home.toString(), "TMPDIR", home.toString())));
        final var thread = new NamespaceThread(namespace);
        final var driver = new WebDriver(thread, PORT);
        Waiting.until("answer of chromedriver", START_LIMIT, INTERVAL, driver::isReady);
        final var session = driver.call("POST", "/session", capabilities(home)).getAsJsonObject().get("sessionId")
            .getAsString();
        final var browser = new Browser(driver, thread, session);
        // away from Chromium's own first page, which asks for much
        browser.open("about:blank");
        browser.requests();
        return browser;
    }

    private static JsonObject capabilities(final Path home) {
        final var arguments = new JsonArray();
        // the sandbox does not work as root; the others keep it from asking its maker
        List.of("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--force-prefers-reduced-motion", "--window-size=1200,900", "--user-data-dir=" + home.resolve("profile"))
            .forEach(arguments::add);
        return JsonParser.parseString("{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\","
            + "\"goog:loggingPrefs\":{\"performance\":\"ALL\",\"browser\":\"ALL\"},"
            + "\"goog:chromeOptions\":{\"args\":" + arguments + "}}}}").getAsJsonObject();
    }

    private JsonElement post(final String path, final JsonObject body) {
        return driver.call("POST", "/session/" + session + path, body);
    }

    private static JsonObject pair(final String name, final String value) {
        final var object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    /**
     * Opens an address.
     *
     * @param url may have user and password
     */
    public void open(final String url) {
        post("/url", pair("url", url));
    }

    /**
     * Runs a script in the page.
     *
     * @param script a function's body
     * @param arguments its arguments
     * @return what it returned
     */
    public JsonElement run(final String script, final String... arguments) {
        final var list = new JsonArray();
        List.of(arguments).forEach(list::add);
        final var body = pair("script", script);
        body.add("args", list);
        return post("/execute/sync", body);
    }

    /**
     * The text of what a person sees of an element.
     *
     * @param selector CSS
     * @return empty if there is no such element
     */
    public String text(final String selector) {
        return run("const e = document.querySelector(arguments[0]);"
            + " return e === null ? '' : e.innerText ?? e.textContent", selector)
            .getAsString();
    }

    /**
     * Waits until an element says something.
     *
     * @param selector CSS
     * @param part what is to be in its text
     */
    public void await(final String selector, final String part) {
        final var seen = new String[] {""};
        try {
            Waiting.until(part + " in " + selector, LIMIT, INTERVAL, () -> {
                seen[0] = text(selector);
                return seen[0].contains(part);
            });
        } catch (LabException e) {
            throw new LabException(e.getMessage() + ", found: " + seen[0], e);
        }
    }

    /**
     * Clicks at an element, as soon as it is there.
     *
     * @param selector CSS
     */
    public void click(final String selector) {
        post("/element/" + find(selector) + "/click", new JsonObject());
    }

    /**
     * Chooses an option.
     *
     * @param selector of the list, CSS
     * @param option what it says
     */
    public void choose(final String selector, final String option) {
        final int index = run("return [...document.querySelector(arguments[0]).options]"
            + ".findIndex((each) => each.text === arguments[1])", selector, option).getAsInt();
        click(selector + " option:nth-child(" + (index + 1) + ')');
    }

    /**
     * Clears a field and types into it.
     *
     * @param selector CSS
     * @param text what to type
     */
    public void type(final String selector, final String text) {
        final var element = find(selector);
        post("/element/" + element + "/clear", new JsonObject());
        post("/element/" + element + "/value", pair("text", text));
    }

    private String find(final String selector) {
        Waiting.until("element " + selector, LIMIT, INTERVAL,
            () -> run("return document.querySelector(arguments[0]) !== null", selector).getAsBoolean());
        final var strategy = pair("using", "css selector");
        strategy.addProperty("value", selector);
        return post("/element", strategy).getAsJsonObject().get(ELEMENT).getAsString();
    }

    /**
     * Presses keys, one after the other, wherever the focus is.
     *
     * @param keys one character each
     */
    public void press(final String keys) {
        final var actions = new JsonArray();
        keys.codePoints().forEach(key -> {
            for (final var type : List.of("keyDown", "keyUp")) {
                final var action = pair("type", type);
                action.addProperty("value", Character.toString(key));
                actions.add(action);
            }
        });
        final var source = pair("type", "key");
        source.addProperty("id", "keyboard");
        source.add("actions", actions);
        final var sources = new JsonArray();
        sources.add(source);
        final var body = new JsonObject();
        body.add("actions", sources);
        post("/actions", body);
    }

    /**
     * A command of Chromium's own protocol.
     *
     * @param command its name
     * @param parameters as JSON
     * @return its result
     */
    public JsonElement devTools(final String command, final String parameters) {
        final var body = pair("cmd", command);
        body.add("params", JsonParser.parseString(parameters));
        return post("/goog/cdp/execute", body);
    }

    /**
     * Has the screen so wide.
     *
     * @param width pixels
     * @param height pixels
     */
    public void screen(final int width, final int height) {
        devTools("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
            + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
    }

    /**
     * Has the user prefer a colour scheme.
     *
     * @param scheme light or dark
     */
    public void prefer(final String scheme) {
        devTools("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
            + scheme + "\"},{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}");
    }

    /**
     * Writes a picture of a part of the page, or of what is on the screen.
     *
     * @param file where to
     * @param selector CSS; all that is on the screen if there is none
     */
    public void picture(final Path file, final @Nullable String selector) {
        final String path = selector == null ? "/screenshot" : "/element/" + find(selector) + "/screenshot";
        final var png = driver.call("GET", "/session/" + session + path, null).getAsString();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(png));
        } catch (IOException e) {
            throw new LabException("cannot write " + file, e);
        }
    }

    /**
     * The addresses of all requests since the last call.
     *
     * @return in order
     */
    public List<String> requests() {
        final var urls = new ArrayList<String>();
        for (final var entry : log("performance")) {
            final var message = JsonParser.parseString(entry.get("message").getAsString()).getAsJsonObject()
                .getAsJsonObject("message");
            if (message.get("method").getAsString().equals("Network.requestWillBeSent")) {
                urls.add(message.getAsJsonObject("params").getAsJsonObject("request").get("url").getAsString());
            }
        }
        return urls;
    }

    /**
     * What the console shows of errors since the last call.
     *
     * @return messages
     */
    public List<String> errors() {
        return log("browser").stream().filter(entry -> entry.get("level").getAsString().equals("SEVERE"))
            .map(entry -> entry.get("message").getAsString()).toList();
    }

    private List<JsonObject> log(final String type) {
        return StreamSupport.stream(post("/se/log", pair("type", type)).getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsJsonObject).toList();
    }

    @Override
    public void close() {
        driver.call("DELETE", "/session/" + session, null);
        thread.close();
    }
}
