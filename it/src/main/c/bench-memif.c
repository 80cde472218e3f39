/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/*
 * The traffic of it/bench-agent --shim memif: a memif client at the forwarder's four sockets, which is the network on
 * both sides and between them a VNF that is a cable. Compiled when the benchmark starts.
 *
 *   host DIRECTORY    sockets p0 (ingress), p1, p2 (the VNF's sides), p3 (egress) there; says "ready" when connected;
 *                     its input are commands, answered in lines:
 *     stream SIZE SECONDS WINDOW FLOWS EVERY SCHEDSTAT TID   as many frames as come back, at most WINDOW
 *                                                            under way
 *     rtt SIZE SECONDS RATE TID                              RATE frames a second; nanoseconds, a line each
 *                       TID, the forwarding thread, and this one get real-time priority meanwhile; 0: they do not
 *   relay DIRECTORY   control frames of a host that runs from and to lines: "0 hex"
 *
 * All rings and buffers are one memory that every socket is given. The cable copies nothing: it puts the buffer that
 * came in on one side into the other side's ring, in exchange for the one that is there.
 */
#include "bench.h"
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/un.h>

enum {
    PORTS = 4, LOG2 = 10, SLOTS = 1 << LOG2, BUFFER = 2048, MESSAGE = 128, COOKIE = 0x3E31F20, MASK_INTERRUPT = 1,
    ACK = 1, HELLO = 2, INIT = 3, ADD_REGION = 4, ADD_RING = 5, CONNECT = 6, CONNECTED = 7,
    VERSION = 2 << 8, FROM_CLIENT = 1, CONTROL_TYPE_HIGH = 0x88, CONTROL_TYPE_LOW = 0xB5
};
static const uint64_t CONNECT_MAX = 30000000000, SERVICE = 100000, SLICE = 400000000;

struct descriptor { uint16_t flags, region; uint32_t length, offset, metadata; };

struct ring {
    uint32_t cookie;
    uint16_t flags, head;
    uint8_t free[56];
    uint16_t tail;
    uint8_t free_too[62];
    struct descriptor slots[SLOTS];
};

/* Of the ring to the forwarder we move the head; of the one from it the tail is the forwarder's, too. */
struct port { int connection, wake, woken; struct ring *to, *from; uint16_t next_to, next_from; };

static const size_t RINGS_BYTES = (sizeof(struct ring) * 2 * PORTS + 4095) / 4096 * 4096;
static struct port ports[PORTS];
static uint8_t *memory;
static int memory_fd;
static size_t memory_bytes;
static int listeners[2], relays[2] = {-1, -1};

static struct ring *ring_of(int port, bool to) {
    return (struct ring *) (memory + sizeof(struct ring) * (size_t) (2 * port + !to));
}

/* The buffers that a ring begins with, and two more sets: see send_frame(). */
static inline uint32_t buffer_of(int set, uint16_t slot) {
    return (uint32_t) (RINGS_BYTES + ((size_t) set * SLOTS + (slot & (SLOTS - 1))) * BUFFER);
}

static void make_memory(void) {
    memory_bytes = RINGS_BYTES + (size_t) (2 * PORTS + 2) * SLOTS * BUFFER;
    memory_fd = memfd_create("bench-memif", MFD_ALLOW_SEALING | MFD_CLOEXEC);
    if (memory_fd < 0 || ftruncate(memory_fd, (off_t) memory_bytes) < 0
            || fcntl(memory_fd, F_ADD_SEALS, F_SEAL_SHRINK) < 0) {
        fail("memfd");
    }
    memory = mmap(NULL, memory_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, memory_fd, 0);
    if (memory == MAP_FAILED) {
        fail("mmap");
    }
    for (int i = 0; i < 2 * PORTS; i++) {
        struct ring *ring = ring_of(i / 2, i % 2 == 0);
        ring->cookie = COOKIE;
        for (uint16_t slot = 0; slot < SLOTS; slot++) {
            ring->slots[slot] = (struct descriptor) {.length = BUFFER, .offset = buffer_of(i, slot)};
        }
    }
}

/* Why the last connection did not come to be. */
static char trouble[160];

static bool say(int connection, const uint8_t *message, int descriptor) {
    struct iovec part = {.iov_base = (void *) message, .iov_len = MESSAGE};
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr aligned; } rights = {{0}};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor >= 0) {
        header.msg_control = rights.bytes;
        header.msg_controllen = sizeof rights.bytes;
        struct cmsghdr *with = CMSG_FIRSTHDR(&header);
        with->cmsg_level = SOL_SOCKET;
        with->cmsg_type = SCM_RIGHTS;
        with->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(with), &descriptor, sizeof descriptor);
    }
    if (sendmsg(connection, &header, MSG_NOSIGNAL) == MESSAGE) {
        return true;
    }
    snprintf(trouble, sizeof trouble, "cannot send memif message %d: %s", message[0], strerror(errno));
    return false;
}

static bool hears(int connection, int type) {
    uint8_t message[MESSAGE] = {0};
    uint16_t found = 0;
    ssize_t length = recv(connection, message, sizeof message, 0);
    memcpy(&found, message, sizeof found);
    if (length == MESSAGE && found == type) {
        return true;
    }
    snprintf(trouble, sizeof trouble, "expected memif message %d, found %d: %.90s", type, found,
        length == MESSAGE ? (char *) message + 6 : "the connection ended");
    return false;
}

/* Numbers at offsets; what is not named is zero. */
static uint8_t *message(int type) {
    static uint8_t bytes[MESSAGE];
    memset(bytes, 0, sizeof bytes);
    bytes[0] = (uint8_t) type;
    return bytes;
}

static bool add_ring(struct port *port, struct ring *ring, bool to, int interrupt) {
    uint8_t *text = message(ADD_RING);
    uint32_t offset = (uint32_t) ((uint8_t *) ring - memory);
    text[2] = to ? FROM_CLIENT : 0;
    memcpy(text + 8, &offset, sizeof offset);
    text[12] = LOG2;
    return say(port->connection, text, interrupt) && hears(port->connection, ACK);
}

static int connect_to(const char *directory, const char *name, uint64_t limit) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", directory, name);
    int connection = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = 20};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (uint64_t begin = now(); connect(connection, (struct sockaddr *) &address, sizeof address) < 0;) {
        if (now() - begin > limit) {
            fail(address.sun_path);
        }
        usleep(20000);
    }
    return connection;
}

static bool introduce(struct port *port, const char *name) {
    uint16_t version = VERSION;
    uint64_t bytes = memory_bytes;
    uint8_t *text = message(INIT);
    memcpy(text + 2, &version, sizeof version);
    memcpy(text + 33, "bench-memif", 12);
    if (!hears(port->connection, HELLO) || !say(port->connection, text, -1) || !hears(port->connection, ACK)) {
        return false;
    }
    text = message(ADD_REGION);
    memcpy(text + 4, &bytes, sizeof bytes);
    if (!say(port->connection, text, memory_fd) || !hears(port->connection, ACK)
            || !add_ring(port, port->to, true, port->wake) || !add_ring(port, port->from, false, port->woken)) {
        return false;
    }
    text = message(CONNECT);
    memcpy(text + 2, name, strlen(name));
    return say(port->connection, text, -1) && hears(port->connection, CONNECTED);
}

/* A server may listen before it knows its interfaces: it is asked again for some seconds. */
static void open_port(const char *directory, int number) {
    struct port *port = &ports[number];
    char name[] = {'p', (char) ('0' + number), 0};
    port->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    port->woken = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    port->to = ring_of(number, true);
    port->from = ring_of(number, false);
    /* we always look */
    port->from->flags = MASK_INTERRUPT;
    port->connection = connect_to(directory, name, CONNECT_MAX);
    for (uint64_t begin = now(); !introduce(port, name);) {
        if (now() - begin > CONNECT_MAX / 3) {
            fprintf(stderr, "bench-memif: %s/%s: %s\n", directory, name, trouble);
            exit(1);
        }
        close(port->connection);
        usleep(50000);
        port->connection = connect_to(directory, name, CONNECT_MAX);
    }
    /* a server may have begun both rings anew */
    __atomic_store_n(&port->from->head, SLOTS, __ATOMIC_RELEASE);
}

static inline struct descriptor *slot(struct ring *ring, uint16_t at) {
    return &ring->slots[at & (SLOTS - 1)];
}

static inline uint16_t room(const struct port *port) {
    return (uint16_t) (SLOTS - (uint16_t) (port->next_to - __atomic_load_n(&port->to->tail, __ATOMIC_ACQUIRE)));
}

static inline uint16_t waiting(const struct port *port) {
    return (uint16_t) (__atomic_load_n(&port->from->tail, __ATOMIC_ACQUIRE) - port->next_from);
}

static void publish(struct port *port) {
    __atomic_store_n(&port->to->head, port->next_to, __ATOMIC_RELEASE);
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if ((__atomic_load_n(&port->to->flags, __ATOMIC_RELAXED) & MASK_INTERRUPT) == 0) {
        uint64_t one = 1;
        if (write(port->wake, &one, sizeof one) < 0 && errno != EAGAIN) {
            fail("eventfd");
        }
    }
}

static inline void give_back(struct port *port) {
    __atomic_store_n(&port->from->head, (uint16_t) (port->next_from + SLOTS), __ATOMIC_RELEASE);
}

static void cable(struct port *from, struct port *to) {
    uint16_t count = waiting(from), most = room(to);
    if (count > most) {
        count = most;
    }
    for (uint16_t i = 0; i < count; i++) {
        struct descriptor *full = slot(from->from, from->next_from++), *empty = slot(to->to, to->next_to++);
        uint32_t buffer = empty->offset;
        *empty = *full;
        *full = (struct descriptor) {.length = BUFFER, .offset = buffer};
    }
    if (count > 0) {
        give_back(from);
        publish(to);
    }
}

/* From one side of the network; in a buffer of its own, so that the ring's keep the stream's template. */
static void send_frame(int side, const uint8_t *frame, size_t length) {
    struct port *port = &ports[side == 0 ? 0 : 3];
    if (room(port) == 0) {
        fprintf(stderr, "bench-memif: the forwarder takes nothing from side %d, a frame is lost\n", side);
        return;
    }
    uint32_t buffer = buffer_of(2 * PORTS + side, port->next_to);
    memcpy(memory + buffer, frame, length);
    *slot(port->to, port->next_to++) = (struct descriptor) {.length = (uint32_t) length, .offset = buffer};
    publish(port);
}

/* Takes what the forwarder sent to the network. Returns how many frames were ours; each is seen by the function. */
static inline unsigned take(int side, void (*seen)(const uint8_t *)) {
    struct port *port = &ports[side == 0 ? 0 : 3];
    unsigned count = 0;
    uint16_t all = waiting(port);
    for (uint16_t i = 0; i < all; i++) {
        struct descriptor *from = slot(port->from, port->next_from++);
        const uint8_t *frame = memory + from->offset;
        if (ours(frame)) {
            seen(frame);
            count++;
        } else if (frame[12] == CONTROL_TYPE_HIGH && frame[13] == CONTROL_TYPE_LOW && relays[side] >= 0) {
            send(relays[side], frame, from->length, MSG_DONTWAIT | MSG_NOSIGNAL);
        }
        *from = (struct descriptor) {.length = BUFFER, .offset = from->offset};
    }
    if (all > 0) {
        give_back(port);
    }
    return count;
}

static void unseen(const uint8_t *frame) {
    (void) frame;
}

static void listen_for_relays(const char *directory) {
    for (int side = 0; side < 2; side++) {
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        snprintf(address.sun_path, sizeof address.sun_path, "%s/control%d", directory, side);
        unlink(address.sun_path);
        listeners[side] = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (bind(listeners[side], (struct sockaddr *) &address, sizeof address) < 0
                || listen(listeners[side], 1) < 0) {
            fail(address.sun_path);
        }
    }
}

/* What is not in a hurry: control frames, and what comes out of the ingress. */
static void serve(void) {
    static uint8_t frame[FRAME_MAX];
    for (int side = 0; side < 2; side++) {
        int newer = accept4(listeners[side], NULL, NULL, SOCK_CLOEXEC);
        if (newer >= 0) {
            close(relays[side]);
            relays[side] = newer;
        }
        ssize_t length = 0;
        while (relays[side] >= 0 && (length = recv(relays[side], frame, sizeof frame, MSG_DONTWAIT)) > 0) {
            send_frame(side, frame, (size_t) length);
        }
        if (length == 0 && relays[side] >= 0) {
            close(relays[side]);
            relays[side] = -1;
        }
    }
    take(0, unseen);
}

static void move(void) {
    cable(&ports[1], &ports[2]);
    cable(&ports[2], &ports[1]);
}

static void fill_templates(int size) {
    for (uint16_t i = 0; i < SLOTS; i++) {
        template_frame(memory + buffer_of(0, i), size);
    }
}

static void send_batch(int size, struct turn *turn) {
    struct port *port = &ports[0];
    for (int i = 0; i < BATCH; i++) {
        uint32_t buffer = buffer_of(0, port->next_to);
        number_frame(memory + buffer, turn);
        *slot(port->to, port->next_to++) = (struct descriptor) {.length = (uint32_t) size, .offset = buffer};
    }
    publish(port);
}

/* Whoever needs no real-time priority gets the CPUs between two slices of a measurement. */
static void pause_between(void) {
    for (uint64_t begin = now(); now() - begin < SLICE; usleep(100)) {
        move();
        take(1, unseen);
        serve();
    }
}

static void hurry_both(int thread, bool on) {
    if (thread > 0) {
        hurry(0, on);
        hurry(thread, on);
    }
}

/* Of one slice: frames under way, when one came back, when control frames were looked for. */
struct flight { uint64_t under_way, last, served, sent; };

static void fly(struct flight *flight, struct span *span, uint64_t time, int size, uint64_t window,
        struct turn *turn) {
    /* the forwarder has nothing to take: what it does now is no work */
    span->starved += room(&ports[0]) == SLOTS && room(&ports[2]) == SLOTS;
    if (flight->under_way + BATCH <= window && room(&ports[0]) >= BATCH) {
        send_batch(size, turn);
        flight->under_way += BATCH;
        flight->sent += BATCH;
    } else {
        span->idle++;
    }
    move();
    unsigned count = take(1, check_frame);
    received += count;
    if (count > 0) {
        flight->last = time;
        flight->under_way = flight->under_way > count ? flight->under_way - count : 0;
    } else if (time - flight->last > SECOND) {
        /* what is missing for so long is lost: counted at the end */
        flight->under_way = 0;
        flight->last = time;
    }
    if (time - flight->served > SERVICE) {
        flight->served = time;
        serve();
    }
}

static void land(uint64_t sent) {
    for (uint64_t quiet = now(); received < sent && now() - quiet < SECOND;) {
        move();
        unsigned count = take(1, check_frame);
        received += count;
        if (count > 0) {
            quiet = now();
        }
        serve();
    }
}

/* In slices, since a forwarder that polls with real-time priority lets nobody else have its CPU. */
static void stream(char **words) {
    int size = atoi(words[0]), thread = atoi(words[6]);
    uint64_t window = strtoull(words[2], NULL, 10), length = (uint64_t) (atof(words[1]) * 1e9);
    struct turn turn = {.flows = (unsigned) atoi(words[3]), .every = (unsigned) atoi(words[4])};
    struct flight flight = {0};
    fill_templates(size);
    memset(sequence, 0, sizeof sequence);
    memset(expected, 0, sizeof expected);
    received = reordered = 0;
    struct span all = {0};
    while (all.ns < length) {
        uint64_t most = length - all.ns < SLICE ? length - all.ns : SLICE;
        hurry_both(thread, true);
        struct span span = {.schedstat = words[5], .length = most, .begin = now()};
        flight.under_way = 0;
        flight.last = span.begin;
        for (uint64_t time = span.begin; goes_on(&span, time); time = now()) {
            fly(&flight, &span, time, size, window, &turn);
        }
        hurry_both(thread, false);
        land(flight.sent);
        all.frames += span.frames;
        all.cpu += span.cpu;
        all.ns += span.ns;
        all.turns += span.turns;
        all.idle += span.idle;
        all.starved += span.starved;
        if (all.ns < length) {
            pause_between();
        }
    }
    print_stream(&all, flight.sent);
}

static uint64_t *delays, done;

static void time_frame(const uint8_t *frame) {
    uint64_t stamp;
    memcpy(&stamp, frame + AT_TIME, sizeof stamp);
    delays[done++] = now() - stamp;
}

static void rtt(char **words) {
    int size = atoi(words[0]), thread = atoi(words[3]);
    uint64_t length = (uint64_t) (atof(words[1]) * 1e9), gap = SECOND / strtoull(words[2], NULL, 10);
    uint64_t count = length / gap, sent = 0;
    static uint8_t frame[FRAME_MAX];
    template_frame(frame, size);
    delays = calloc(count + 1, sizeof *delays);
    done = 0;
    while (sent < count) {
        hurry_both(thread, true);
        uint64_t begin = now(), next = begin, end = begin + SLICE, last = 0, served = begin;
        for (uint64_t back = begin; back < end || (done < sent && back - last < SECOND); back = now()) {
            if (sent < count && back < end && back >= next) {
                next += gap;
                last = now();
                memcpy(frame + AT_TIME, &last, sizeof last);
                send_frame(0, frame, (size_t) size);
                sent++;
            }
            move();
            if (done < sent) {
                take(1, time_frame);
            } else if (back - served > SERVICE) {
                served = back;
                take(1, unseen);
                serve();
            }
            if (done == sent && next > back) {
                /* who hands over needs this CPU, too */
                struct timespec until = {.tv_sec = (time_t) (next / SECOND), .tv_nsec = (long) (next % SECOND)};
                clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
            }
            if (sent == count && done == sent) {
                break;
            }
        }
        hurry_both(thread, false);
        if (sent < count) {
            pause_between();
        }
    }
    for (uint64_t i = 0; i < done; i++) {
        printf("%lu\n", delays[i]);
    }
    printf("lost %lu\n", sent - done);
    free(delays);
}

static void host(const char *directory) {
    static char line[1024];
    char *words[8];
    setvbuf(stdin, NULL, _IONBF, 0);
    make_memory();
    listen_for_relays(directory);
    for (int i = 0; i < PORTS; i++) {
        open_port(directory, i);
    }
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        struct pollfd input = {.fd = 0, .events = POLLIN};
        move();
        take(1, unseen);
        serve();
        if (poll(&input, 1, 0) == 0) {
            usleep(100);
            continue;
        }
        if (fgets(line, sizeof line, stdin) == NULL) {
            return;
        }
        int count = 0;
        for (char *word = strtok(line, " \n"); word != NULL && count < 8; word = strtok(NULL, " \n")) {
            words[count++] = word;
        }
        if (count == 8 && strcmp(words[0], "stream") == 0) {
            stream(words + 1);
        } else if (count == 5 && strcmp(words[0], "rtt") == 0) {
            rtt(words + 1);
        } else {
            fprintf(stderr, "bench-memif: expected stream or rtt with its arguments, found %s\n", line);
            exit(2);
        }
        fflush(stdout);
    }
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "host") == 0) {
        host(argv[2]);
    } else if (argc == 3 && strcmp(argv[1], "relay") == 0) {
        relay_lines((int[]) {connect_to(argv[2], "control0", 0), connect_to(argv[2], "control1", 0)});
    } else {
        fprintf(stderr, "bench-memif: expected host or relay and a directory, see the source\n");
        return 2;
    }
    return 0;
}
