/*
 * @@TITLE@@ behind the lab protocol of pr2-conformance: JSON-RPC 2.0, one object a line.
 *
 *     cc -std=c11 -O1 -o pr2-adapter @@FILE@@
 *     npx pr2 selftest --dut @@ROLE@@=exec:"./pr2-adapter"                  # does the adapter speak properly?
 *     npx pr2 run --dut @@ROLE@@=exec:"./pr2-adapter" --ics ics.yaml        # does the product do what PR2 asks?
 *
 * Nothing but C11 and POSIX is needed. As it stands it refuses every message and does nothing, so that the run ends
 * with a partial result. Fill in the places marked FILL IN, in this order:
 *
 * @@STEPS@@
 *
 * Write nothing else to standard output; what is written to standard error is kept beside the report.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

/*
 * HELLO says what the product is.
 * clock: time is virtual: it is what `at` says, in milliseconds since 1970, and stands still between two calls. A
 *   product that lives by the wall clock says "real" here, and gives no `next`.
 * STIMULI: FILL IN what can be done to it. A stimulus that is not named is never asked for; what cannot be tested
 *   without it is inconclusive. A @@NAME@@ may further name:
 *   @@MORE_STIMULI@@
 * READINGS: FILL IN what can be read from it. Further:
 *   @@MORE_READINGS@@
 * senses: FILL IN the electrical inputs that it wants to be told, as `electrical` in the calls:
 *   @@SENSES@@
 * queries: FILL IN the records that it keeps: @@QUERIES@@
 * restart: "kill" once its state survives a kill -9 at any moment: keep it in the folder `storage` of start.
 */
#define STIMULI @@STIMULI@@
#define READINGS @@READINGS@@
static const char HELLO[] =
    "{\"protocol\":1,"
    "\"identity\":{\"vendor\":\"Your company\",\"product\":\"Your product\",\"version\":\"0.1.0\"},"
    "\"roles\":[\"@@ROLE@@\"],\"clock\":{\"kind\":\"virtual\"},"
    "\"stimuli\":[" STIMULI "],\"readings\":[" READINGS "],"
    "\"senses\":[],\"queries\":[],\"restart\":\"none\"}";

/* ---- JSON: a value is the stretch of text that it is written in, strings with their quotes ---- */

typedef struct {
    const char *at; /* NULL: there is none */
    size_t length;
} Json;

static const char *past_blanks(const char *p) { return p + strspn(p, " \t\r\n"); }

/* The end of the value that begins at p; brackets inside strings do not count. */
static const char *past_value(const char *p) {
    int depth = 0;
    bool in_string = false;
    for (; *p != '\0'; p++) {
        if (in_string) {
            if (*p == '\\' && p[1] != '\0') p++;
            else if (*p == '"') {
                in_string = false;
                if (depth == 0) return p + 1;
            }
        } else if (*p == '"') in_string = true;
        else if (*p == '{' || *p == '[') depth++;
        else if (*p == '}' || *p == ']') {
            if (depth == 0) return p;
            if (--depth == 0) return p + 1;
        } else if (depth == 0 && strchr(", \t\r\n", *p) != NULL) return p;
    }
    return p;
}

/* A member of an object by name; no value where it has none. */
static Json member(Json object, const char *name) {
    Json none = {NULL, 0};
    if (object.at == NULL || *object.at != '{') return none;
    const char *p = past_blanks(object.at + 1);
    while (*p == '"') {
        const char *key_end = past_value(p);
        size_t key_length = (size_t)(key_end - p) - 2;
        const char *value = past_blanks(past_blanks(key_end) + 1);
        const char *end = past_value(value);
        if (key_length == strlen(name) && strncmp(p + 1, name, key_length) == 0)
            return (Json){value, (size_t)(end - value)};
        p = past_blanks(end);
        if (*p == ',') p = past_blanks(p + 1);
    }
    return none;
}

static bool is_string(Json value) { return value.at != NULL && *value.at == '"'; }

/* Whether it is this text, which needs no escapes. */
static bool is_text(Json value, const char *text) {
    return is_string(value) && value.length == strlen(text) + 2 && strncmp(value.at + 1, text, value.length - 2) == 0;
}

static long long whole_number(Json value) { return value.at == NULL ? 0 : strtoll(value.at, NULL, 10); }

static bool is_true(Json value) { return value.at != NULL && *value.at == 't'; }

/* Whether a list, given as text, holds this string: "a", "b". */
static bool holds(const char *list, Json string) {
    const char *p = past_blanks(list);
    while (*p == '"') {
        const char *end = past_value(p);
        if ((size_t)(end - p) == string.length && strncmp(p, string.at, string.length) == 0) return true;
        p = past_blanks(end);
        if (*p == ',') p = past_blanks(p + 1);
    }
    return false;
}

/* For printf("%.*s"): a value as it was written. */
#define AS_WRITTEN(value) (int)(value).length, (value).at

/* The text of a string without its quotes, escapes left as they are. */
#define INSIDE(value) (int)((value).length - 2), (value).at + 1

/* ---- The product ---- */

enum { MOST_PEERS = 64 };

/* The product under test, made anew by each `start`. Put yours in here, or talk to it from here. */
typedef struct {
    bool started;
    char id[128];
    char soc[32]; /* state.soc, as the case wants it to begin with */
    uint64_t seed;
    long long at_ms, offset_ms; /* its own clock shows bench time plus offset */
    bool plugged;
    unsigned long messages;
    struct {
        char urn[160];
        unsigned long seq;
    } peers[MOST_PEERS]; /* next sequence number, by destination */
    int peer_count;
} Product;

static Product product;

/* FILL IN: does all that falls due up to this instant, each thing exactly when it does. */
static void bring_to(long long at_ms) { product.at_ms = at_ms; }

/* FILL IN: the next instant (ms) at which it would act unasked, as text, or null for never. */
static const char *next_text(void) { return "null"; }

/* FILL IN: what its instruments show. Watts are negative while it discharges; registers are joules. */
static const char *reading_text(Json name) {
    if (is_text(name, "powerW") || is_text(name, "exportJ") || is_text(name, "importJ")) return "0";
    if (is_text(name, "soc")) return product.soc;
    if (is_text(name, "plug")) return product.plugged ? "\"IN\"" : "\"OUT\"";
    return NULL;
}

/* A number that follows from the seed (FNV-1a): the same run, the same ids. */
static uint64_t hashed(uint64_t from, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) from = (from ^ (unsigned char)text[i]) * 1099511628211u;
    return from;
}

static unsigned long next_seq(const char *destination, int length) {
    int i = 0;
    while (i < product.peer_count && ((int)strlen(product.peers[i].urn) != length || strncmp(product.peers[i].urn, destination, (size_t)length) != 0)) i++;
    if (i == MOST_PEERS) return 0;
    if (i == product.peer_count) {
        product.peer_count++;
        snprintf(product.peers[i].urn, sizeof product.peers[i].urn, "%.*s", length, destination);
    }
    return product.peers[i].seq++;
}

/*
 * Sends a message; name is one of the schemas in schemas/messages, such as AvailabilityReport.
 * destination, subject and correlation are JSON strings; correlation may be none. data is the text of an object.
 */
static void send_message(const char *name, Json destination, Json subject, const char *data, Json correlation) {
    char count[32], wall[40];
    int digits = snprintf(count, sizeof count, "%lu", product.messages++);
    uint64_t a = hashed(hashed(product.seed, product.id, strlen(product.id)), count, (size_t)digits);
    uint64_t b = hashed(a ^ 0x9e3779b97f4a7c15u, count, (size_t)digits);
    long long wall_ms = product.at_ms + product.offset_ms;
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    strftime(wall, sizeof wall, "%Y-%m-%dT%H:%M:%S", &utc);
    printf("{\"jsonrpc\":\"2.0\",\"method\":\"emit\",\"params\":{\"message\":{\"specversion\":\"1.0\"");
    printf(",\"id\":\"%08x-%04x-5%03x-%04x-%012llx\"", (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
           (unsigned)(a & 0xfff), (unsigned)(b >> 48 & 0x3fff) | 0x8000u, (unsigned long long)(b & 0xffffffffffff));
    printf(",\"type\":\"pr2.%s.v1\",\"source\":\"urn:pr2:@@ROLE@@:%s\"", name, product.id);
    printf(",\"subject\":%.*s,\"time\":\"%s.%03dZ\"", AS_WRITTEN(subject), wall, (int)(wall_ms % 1000));
    printf(",\"datacontenttype\":\"application/json\",\"destination\":%.*s", AS_WRITTEN(destination));
    if (correlation.at != NULL) printf(",\"correlationid\":%.*s", AS_WRITTEN(correlation));
    printf(",\"seq\":%lu,\"data\":%s}}}\n", next_seq(destination.at, (int)destination.length), data);
}

/* Answers with a Receipt that refuses. */
static void refuse(Json message, const char *code) {
    char data[512];
    Json id = member(message, "id");
    snprintf(data, sizeof data,
             "{\"refMessageId\":%.*s,\"status\":\"REJECTED\",\"code\":\"%s\",\"detail\":\"not handled yet\"}",
             AS_WRITTEN(id), code);
    send_message("Receipt", member(message, "source"), member(message, "subject"), data, id);
}

/* Answers what is no message at all. */
static void refuse_unreadable(Json link) {
    Json subject = {"\"unknown\"", 9}, none = {NULL, 0};
    send_message("Receipt", member(link, "peer"), subject,
                 "{\"refMessageId\":\"unknown\",\"status\":\"REJECTED\",\"code\":\"E_SCHEMA\",\"detail\":\"no message\"}", none);
}

/* FILL IN: takes in a message. It is an answer's `correlationid` that says what was answered. */
static void on_message(Json message) {
    if (is_text(member(message, "type"), "pr2.Receipt.v1")) return; /* calls for no answer */
    refuse(message, "E_UNSUPPORTED");
}

/* FILL IN: does what a person or nature does. Gives a code if the product itself refuses it, else NULL. */
static const char *on_stimulus(Json name, Json params) {
    (void)params;
    if (is_text(name, "plug-in")) product.plugged = true;
    if (is_text(name, "unplug")) product.plugged = false;
    return NULL;
}

/* ---- The methods of the lab protocol ---- */

static Json request_id;

static void fail(int code, const char *text) {
    printf("{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n", AS_WRITTEN(request_id), code, text);
}

static void begin_result(void) { printf("{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":", AS_WRITTEN(request_id)); }

static void print_readings(Json want) {
    bool first = true;
    printf("{");
    for (const char *p = past_blanks(want.at + 1); *p == '"';) {
        Json name = {p, (size_t)(past_value(p) - p)};
        const char *shown = holds(READINGS, name) ? reading_text(name) : NULL;
        if (shown != NULL) printf("%s%.*s:%s", first ? "" : ",", AS_WRITTEN(name), shown), first = false;
        p = past_blanks(p + name.length);
        if (*p == ',') p = past_blanks(p + 1);
    }
    printf("}");
}

static void do_start(Json params) {
    Json id = member(params, "id"), seed = member(params, "seed"), soc = member(member(params, "state"), "soc");
    if (is_true(member(params, "resume"))) {
        fail(-32002, "nothing is kept over a restart yet");
        return;
    }
    memset(&product, 0, sizeof product);
    product.started = true;
    product.at_ms = whole_number(member(params, "at"));
    product.offset_ms = whole_number(member(member(params, "clock"), "offsetMs"));
    product.seed = hashed(14695981039346656037u, seed.at, seed.length);
    snprintf(product.id, sizeof product.id, "%.*s", INSIDE(id));
    if (soc.at != NULL) snprintf(product.soc, sizeof product.soc, "%.*s", AS_WRITTEN(soc));
    else snprintf(product.soc, sizeof product.soc, "50");
    begin_result();
    printf("{\"next\":%s}}\n", next_text());
}

static void do_deliver(Json params) {
    Json message = member(params, "message");
    bool whole = is_string(member(message, "id")) && is_string(member(message, "type")) &&
                 is_string(member(message, "source")) && is_string(member(message, "subject"));
    bring_to(whole_number(member(params, "at")));
    if (whole) on_message(message);
    else refuse_unreadable(member(params, "link")); /* `raw` or `rawBase64`: text that is no message, or half of one */
    begin_result();
    printf("{\"next\":%s}}\n", next_text());
}

static void do_stimulate(Json params) {
    Json name = member(params, "name");
    bring_to(whole_number(member(params, "at")));
    if (!holds(STIMULI, name)) {
        fail(-32001, "there is no hook for this stimulus");
        return;
    }
    const char *refused = on_stimulus(name, member(params, "params"));
    begin_result();
    if (refused == NULL) printf("{\"next\":%s}}\n", next_text());
    else printf("{\"next\":%s,\"refused\":\"%s\"}}\n", next_text(), refused);
}

/* Shows and changes nothing: `at` may lie ahead of the last call. */
static void do_observe(Json params) {
    begin_result();
    printf("{\"readings\":");
    print_readings(member(params, "want"));
    printf("}}\n");
}

static void do_advance(Json params) {
    long long at_ms = whole_number(member(params, "at"));
    Json sample = member(params, "sample");
    long long every_ms = whole_number(member(sample, "everyMs"));
    /* Nothing is sent on the way here. Once something may be, gather the samples first and print them at the end. */
    begin_result();
    printf("{\"samples\":[");
    bool first = true;
    while (every_ms > 0 && product.at_ms + every_ms <= at_ms) {
        bring_to(product.at_ms + every_ms);
        printf("%s{\"at\":%lld,\"readings\":", first ? "" : ",", product.at_ms);
        print_readings(member(sample, "want"));
        printf("}");
        first = false;
    }
    bring_to(at_ms);
    printf("],\"next\":%s}}\n", next_text());
}

static void answer(const char *line) {
    const char *start = past_blanks(line);
    Json request = {start, strlen(start)};
    Json method = member(request, "method"), params = member(request, "params");
    request_id = member(request, "id");
    if (request_id.at == NULL) return;
    if (is_text(method, "hello")) {
        begin_result();
        printf("%s}\n", HELLO);
    } else if (is_text(method, "start")) do_start(params);
    else if (is_text(method, "stop")) {
        product.started = false;
        begin_result();
        printf("{}}\n");
    } else if (!product.started) fail(-32002, "not started");
    else if (is_text(method, "deliver")) do_deliver(params);
    else if (is_text(method, "stimulate")) do_stimulate(params);
    else if (is_text(method, "observe")) do_observe(params);
    else if (is_text(method, "advance")) do_advance(params);
    else if (is_text(method, "query")) fail(-32001, "no records of this kind are kept");
    else fail(-32601, "no such method");
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        if (*past_blanks(line) != '\0') answer(line);
        fflush(stdout);
    }
    free(line);
    return 0;
}
