# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# shellcheck shell=bash
#
# Finds the three tools the build stands on, or fetches them into a private
# directory; nothing of the system is changed. Sourced by mvnw, it/demo and
# it/test. Each of these prints one path:
#
#   sharp_jdk21    JDK 21: runs Maven and the controller (OpenDaylight's level)
#   sharp_jdk25    JDK 25: compiles, tests, links and runs the HSL agent
#   sharp_maven    home of a Maven that OpenDaylight's parent accepts
#   sharp_toolchains   a Maven toolchains file that names both JDKs
#
# and for the dashboard, in impl/ui, sharp_node makes sure of Node.js and npm,
# which are the system's: as root they are installed from Debian if missing.
#
# Silent when all goes well. SHARP_CACHE moves the private directory,
# SHARP_JDK21_HOME, SHARP_JDK25_HOME and SHARP_MAVEN_HOME overrule the search.
# No mirror is named here: the Debian mirror is the machine's own, and Maven
# takes its repositories from its own settings.

SHARP_CACHE=${SHARP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sharp}
SHARP_MAVEN_VERSION=3.9.11
SHARP_MAVEN_SHA512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978
SHARP_MAVEN_DEPENDENCY_PLUGIN=3.8.1
SHARP_DEBIAN_SUITE=trixie

sharp_jdk21() { sharp_jdk 21; }

sharp_jdk25() { sharp_jdk 25; }

sharp_maven() {
    local home
    for home in "${SHARP_MAVEN_HOME:-}" "${MAVEN_HOME:-}" "$(sharp_maven_home_in_path)"; do
        if sharp_maven_is_new_enough "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    home=$SHARP_CACHE/apache-maven-$SHARP_MAVEN_VERSION
    sharp_once "$home" sharp_fetch_maven && printf '%s\n' "$home"
}

sharp_toolchains() {
    local file=$SHARP_CACHE/toolchains.xml jdk21 jdk25
    jdk21=$(sharp_jdk21) && jdk25=$(sharp_jdk25) && mkdir -p "$SHARP_CACHE" || return 1
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<toolchains>'
        sharp_toolchain 21 "$jdk21"
        sharp_toolchain 25 "$jdk25"
        echo '</toolchains>'
    } > "$file.$$" || return 1
    # Renamed over the old one, so that a Maven that reads it now sees one whole file.
    mv -f "$file.$$" "$file" && printf '%s\n' "$file"
}

sharp_toolchain() {
    printf '  <toolchain>\n    <type>jdk</type>\n    <provides><version>%s</version></provides>\n' "$1"
    printf '    <configuration><jdkHome>%s</jdkHome></configuration>\n  </toolchain>\n' "$2"
}

sharp_fail() {
    printf 'sharp: %s\n' "$*" >&2
    return 1
}

# sharp_jdk FEATURE-VERSION: an installed JDK, else one from Debian.
sharp_jdk() {
    local version=$1 chosen=SHARP_JDK$1_HOME home
    for home in "${!chosen:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$(sharp_java_home_in_path)"; do
        if sharp_is_jdk "$version" "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    home=$SHARP_CACHE/jdk-$version
    sharp_once "$home" sharp_fetch_jdk "$version" && printf '%s\n' "$home/jdk"
}

# The release file tells the version without starting a JVM; jlink tells a JDK from a JRE.
sharp_is_jdk() {
    [ -n "$2" ] && [ -x "$2/bin/javac" ] && [ -x "$2/bin/jlink" ] \
        && grep -qsE "^JAVA_VERSION=\"$1[.\"]" "$2/release"
}

sharp_java_home_in_path() {
    local javac
    javac=$(command -v javac) && dirname "$(dirname "$(readlink -f "$javac")")"
}

sharp_maven_home_in_path() {
    local mvn
    mvn=$(command -v mvn) && dirname "$(dirname "$(readlink -f "$mvn")")"
}

# 3.9.5 or a newer 3.9: what odlparent's enforcer accepts.
sharp_maven_is_new_enough() {
    local core
    [ -n "$1" ] && [ -x "$1/bin/mvn" ] || return 1
    for core in "$1"/lib/maven-core-3.9.*.jar; do
        [[ $core =~ maven-core-3\.9\.([0-9]+)\.jar$ ]] && [ "${BASH_REMATCH[1]}" -ge 5 ] && return 0
    done
    return 1
}

# 18 or newer (Debian 12 has 18): what Vite asks for.
sharp_node() {
    local found=nothing
    if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
        [ "$(id -u)" = 0 ] && [ -z "${SHARP_USER_NAMESPACE:-}" ] && command -v apt-get > /dev/null \
            && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
                nodejs npm > /dev/null < /dev/null
    fi
    if command -v node > /dev/null; then
        found="Node.js $(node -p 'process.versions.node')"
        command -v npm > /dev/null || found="$found without npm"
    fi
    [[ $found =~ ^Node\.js\ (1[89]|[2-9][0-9])\.[0-9.]+$ ]] \
        || sharp_fail "the dashboard wants Node.js 18 or newer and npm, found $found (Debian: apt-get install nodejs npm)"
}

# sharp_once DIRECTORY FUNCTION ARGUMENT...: makes the directory unless it is complete.
# One at a time (lock), and anew after an interruption (the mark comes last). Not built
# elsewhere and renamed, because a patched JDK holds its own absolute path.
sharp_once() {
    local home=$1
    shift
    [ -e "$home/.complete" ] && return 0
    mkdir -p "$SHARP_CACHE" || return 1
    (
        flock 9 || exit 1
        [ -e "$home/.complete" ] && exit 0
        rm -rf "$home" && mkdir -p "$home" || exit 1
        "$@" "$home" > "$home.log" 2>&1 \
            || { tail -n 3 "$home.log" >&2; sharp_fail "$1 failed, see $home.log"; exit 1; }
        touch "$home/.complete"
    ) 9> "$home.lock"
}

sharp_fetch_maven() {
    local home=$1 archive
    if ! command -v mvn > /dev/null; then
        [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null \
            && apt-get -qq update && apt-get -qq install -y --no-install-recommends maven \
            || sharp_fail "no Maven: install any Maven 3 (Debian: apt-get install maven), or 3.9.5 and set SHARP_MAVEN_HOME" \
            || return 1
    fi
    # Run where no pom.xml, no .mvn and no settings of a project are in sight.
    (cd "$home" && mvn -B -q "org.apache.maven.plugins:maven-dependency-plugin:$SHARP_MAVEN_DEPENDENCY_PLUGIN:copy" \
        "-Dartifact=org.apache.maven:apache-maven:$SHARP_MAVEN_VERSION:tar.gz:bin" "-DoutputDirectory=$home") || return 1
    archive=$home/apache-maven-$SHARP_MAVEN_VERSION-bin.tar.gz
    echo "$SHARP_MAVEN_SHA512  $archive" | sha512sum -c --quiet || return 1
    tar -xzf "$archive" -C "$home" --strip-components=1 && rm "$archive"
}

# Debian's JDK, from a newer Debian than this one if need be, in a directory of its own:
# its ELF files are pointed at the C library that was unpacked beside it.
sharp_fetch_jdk() {
    local version=$1 home=$2 arch multiarch packages deb jdk libraries interpreter file link
    command -v apt-get > /dev/null && command -v dpkg > /dev/null \
        || sharp_fail "no JDK $version: install one and set SHARP_JDK${version}_HOME" || return 1
    arch=$(dpkg --print-architecture) || return 1
    packages="openjdk-$version-jre-headless openjdk-$version-jdk-headless libc6 libstdc++6 libgcc-s1
        zlib1g liblcms2-2 libjpeg62-turbo patchelf"
    mkdir -p "$home/debs" "$home/root" && cd "$home/debs" || return 1
    # shellcheck disable=SC2086 # a list of words
    sharp_apt "$home/apt" download $packages \
        || sharp_fail "no JDK $version: install one (Debian 13: apt-get install openjdk-$version-jdk-headless)" || return 1
    for deb in ./*.deb; do
        dpkg -x "$deb" "$home/root" || return 1
    done
    cd "$home" || return 1
    jdk=$home/root/usr/lib/jvm/java-$version-openjdk-$arch
    file=$(find root -name 'libstdc++.so.6' | head -n 1)
    multiarch=$(basename "$(dirname "$file")")
    libraries=$home/root/usr/lib/$multiarch
    interpreter=$(find "$libraries" -name 'ld-linux*.so*' | head -n 1)
    [ -x "$jdk/bin/java" ] && [ -n "$interpreter" ] || return 1
    # Links into /etc are links into the package here; what still leads nowhere else stays with the system (cacerts).
    find "$jdk/" -type l | while read -r link; do
        file=$(readlink "$link")
        case $file in
            "/etc/java-$version-openjdk"/*) [ -e "root$file" ] && ln -sfn "$home/root$file" "$link" ;;
        esac
    done
    sharp_patchelf() {
        "$interpreter" --library-path "$libraries" root/usr/bin/patchelf "$@"
    }
    for file in "$jdk"/bin/* "$jdk/lib/jspawnhelper" "$jdk/lib/jexec"; do
        sharp_is_elf "$file" && { sharp_patchelf --set-interpreter "$interpreter" "$file" || return 1; }
    done
    find "$jdk/bin" "$jdk/lib" -type f | while read -r file; do
        sharp_is_elf "$file" || continue
        case $file in
            *.so | */bin/* | */jspawnhelper | */jexec)
                sharp_patchelf --force-rpath --set-rpath "$jdk/lib:$jdk/lib/server:$libraries" "$file" || exit 1 ;;
        esac
    done || return 1
    # Debian's cacerts is made at installation; without the system's one, TLS would trust nobody.
    [ -s "$jdk/lib/security/cacerts" ] || {
        "$jdk/bin/java" -version && sharp_cacerts "$jdk" "$home/cacerts" || return 1
    }
    rm -rf debs apt
    ln -sfn "root/usr/lib/jvm/java-$version-openjdk-$arch" jdk
    "$home/jdk/bin/java" -version && "$home/jdk/bin/javac" -version
}

sharp_is_elf() {
    [ -f "$1" ] && [ ! -L "$1" ] && [ "$(head -c 4 "$1" | tr -d '\0')" = $'\x7fELF' ]
}

# A trust store from the machine's CA certificates.
sharp_cacerts() {
    local jdk=$1 store=$2 bundle=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt} certificate
    mkdir -p "$store.d" && csplit -sz -f "$store.d/" "$bundle" '/-----BEGIN CERTIFICATE-----/' '{*}' || return 1
    for certificate in "$store.d"/*; do
        "$jdk/bin/keytool" -importcert -noprompt -storepass changeit -keystore "$store" \
            -alias "$(basename "$certificate")" -file "$certificate" || true
    done
    rm -rf "$store.d"
    ln -sfn "$store" "$jdk/lib/security/cacerts"
}

# sharp_apt DIRECTORY COMMAND...: apt-get on Debian's JDK-bearing suite, with lists, cache and
# sources of its own; the mirror is the first Debian one that this machine is configured with.
sharp_apt() {
    local directory=$1 mirror options
    shift
    mirror=$(apt-get indextargets --format '$(CREATED_BY) $(COMPONENT) $(REPO_URI)' \
        | awk '$1 == "Packages" && $2 == "main" && $3 ~ /debian/ && $3 !~ /security/ { print $3; exit }')
    [ -n "$mirror" ] || sharp_fail "apt has no Debian mirror configured" || return 1
    mkdir -p "$directory/lists/partial" "$directory/cache/archives/partial" "$directory/parts" || return 1
    printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
        "$mirror" "$SHARP_DEBIAN_SUITE" > "$directory/sources.list"
    options=(-qq -o "Dir::State::Lists=$directory/lists" -o "Dir::Cache=$directory/cache"
        -o "Dir::Etc::SourceList=$directory/sources.list" -o "Dir::Etc::SourceParts=$directory/parts"
        -o "Dir::Etc::Preferences=/dev/null" -o "Dir::Etc::PreferencesParts=$directory/parts"
        -o APT::Sandbox::User=root -o Debug::NoLocking=1)
    [ -e "$directory/updated" ] || { apt-get "${options[@]}" update && touch "$directory/updated"; } || return 1
    apt-get "${options[@]}" "$@"
}
