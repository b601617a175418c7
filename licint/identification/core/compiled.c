/* The inner loops of identification, compiled. Each function has a twin in Python beside this file (see __init__.py), which gives the same answers.

   Words are little-endian 16-bit hashes; a shingle is four of them, read as one 64-bit number. Nothing is kept between calls: what a function needs
   it is given as buffers, whose sizes and numbers it checks. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030b0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "words and index are little-endian"
#endif

#define SCATTER 0x9E3779B97F4A7C15ULL
enum {
    SHINGLE = 4,
    FILTER_BITS = 24,
    BUCKETS = 65536,
    MOST_PROBES = 64, /* a hostile file may fill one place of a table: what is not found so soon counts as absent */
    EDGE = 24,
    PLACES = 6,
    JUMP = 40,
    FARTHEST = 400,
    CELLS = 2500,
    LONGEST_WORD = 64,
};

typedef int64_t Count;

static uint16_t word_at(const uint8_t *words, Count at) {
    uint16_t word;
    memcpy(&word, words + 2 * at, 2);
    return word;
}

static uint32_t number_at(const uint8_t *numbers, Count at) {
    uint32_t number;
    memcpy(&number, numbers + 4 * at, 4);
    return number;
}

static uint64_t long_at(const uint8_t *numbers, Count at) {
    uint64_t number;
    memcpy(&number, numbers + 8 * at, 8);
    return number;
}

static uint64_t shingle_at(const uint8_t *words, Count at) {
    uint64_t shingle;
    memcpy(&shingle, words + 2 * at, 8);
    return shingle;
}

static Count least(Count first, Count second) { return first < second ? first : second; }
static Count most(Count first, Count second) { return first > second ? first : second; }
static Count shingles_in(Count words) { return most(0, words - SHINGLE + 1); }

/* Buffers of a call, released together. */

enum { MOST_BUFFERS = 8 };

typedef struct {
    Py_buffer views[MOST_BUFFERS];
    int held;
} Buffers;

/* The items of a buffer, and how many they are. NULL with an exception where it is none. */
static const uint8_t *take(Buffers *buffers, PyObject *from, int item, Count *many) {
    Py_buffer *view = &buffers->views[buffers->held];
    if (PyObject_GetBuffer(from, view, PyBUF_SIMPLE) < 0) return NULL;
    buffers->held++;
    *many = view->len / item;
    return view->len ? view->buf : (const uint8_t *)"";
}

static const uint8_t *take_named(Buffers *buffers, PyObject *arrays, const char *name, int item, Count *many) {
    PyObject *array = PyMapping_GetItemString(arrays, name);
    const uint8_t *items = array ? take(buffers, array, item, many) : NULL;
    Py_XDECREF(array);
    return items;
}

static PyObject *release(Buffers *buffers, PyObject *result) {
    while (buffers->held > 0) PyBuffer_Release(&buffers->views[--buffers->held]);
    return result;
}

static int fits(Count many) {
    if (many < INT32_MAX) return 1;
    PyErr_SetString(PyExc_OverflowError, "too many words");
    return 0;
}

/* Numbers that grow one by one. */

typedef struct {
    uint32_t *items;
    Count held, room;
} Numbers;

static int add_number(Numbers *numbers, uint32_t number) {
    if (numbers->held == numbers->room) {
        Count room = numbers->room ? 2 * numbers->room : 256;
        uint32_t *items = realloc(numbers->items, (size_t)room * sizeof *items);
        if (!items) return 0;
        numbers->items = items;
        numbers->room = room;
    }
    numbers->items[numbers->held++] = number;
    return 1;
}

static PyObject *as_bytes(const Numbers *numbers) {
    return PyBytes_FromStringAndSize((const char *)numbers->items, (Py_ssize_t)(numbers->held * 4));
}

/* Letters and words. */

static uint8_t kept[256]; /* what letters_of keeps of a character by itself: letters of ASCII in lower case, digits, and what is not ASCII */

static void fill_kept(void) {
    for (int code = 0; code < 256; code++) {
        int capital = code >= 'A' && code <= 'Z', other = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code > 127;
        kept[code] = (uint8_t)(capital ? code + 32 : other ? code : 0);
    }
}

static PyObject *letters_of(PyObject *module, PyObject *args) {
    PyObject *text;
    Buffers in = {0};
    Count size, held = 0;
    if (!PyArg_ParseTuple(args, "O", &text)) return NULL;
    const uint8_t *given = take(&in, text, 1, &size);
    uint8_t *letters = given ? malloc((size_t)size + 1) : NULL;
    if (!letters) return release(&in, given ? PyErr_NoMemory() : NULL);
    for (Count at = 0; at < size; at++) {
        uint8_t code = given[at];
        letters[held] = kept[code];
        if (code < 0x80)
            held += kept[code] != 0;
        else if (code == 0xc2)
            at++;
        else if (at + 2 < size && ((code == 0xe2 && given[at + 1] == 0x80) || (code == 0xef && given[at + 1] == 0xbb)))
            at += 2;
        else
            held++;
    }
    PyObject *result = PyBytes_FromStringAndSize((const char *)letters, (Py_ssize_t)held);
    free(letters);
    return release(&in, result);
}

static uint32_t remainders[256];

static void fill_remainders(void) {
    for (uint32_t code = 0; code < 256; code++) {
        uint32_t rest = code;
        for (int bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xEDB88320 ^ rest >> 1 : rest >> 1;
        remainders[code] = rest;
    }
}

/* The lower half of the CRC-32 of a word of ASCII; -1 for one that is not, or is long. */
static int32_t plain_hash(const uint8_t *word, Count length) {
    uint32_t rest = 0xFFFFFFFF;
    if (length > LONGEST_WORD) return -1;
    for (Count at = 0; at < length; at++) {
        if (word[at] > 127) return -1;
        rest = remainders[(rest ^ word[at]) & 0xFF] ^ rest >> 8;
    }
    return (int32_t)(~rest & 0xFFFF);
}

static int is_ignored(const uint8_t *word, Count length) {
    return (length == 3 && !memcmp(word, "www", 3)) || (length == 4 && !memcmp(word, "http", 4)) || (length == 5 && !memcmp(word, "https", 5));
}

/* The next word of a text from `at` on: where it begins; `at` is left behind it. Counts line ends on the way. -1 at the end. */
static Count next_word(const uint8_t *text, Count size, Count *at, Count *line) {
    while (*at < size) {
        Count start = *at;
        while (*at < size && text[*at] != ' ' && text[*at] != '\n') ++*at;
        if (*at > start && !is_ignored(text + start, *at - start)) return start;
        if (*at < size && text[*at] == '\n') ++*line;
        if (*at < size) ++*at;
    }
    return -1;
}

static PyObject *decode(const uint8_t *word, Count length) {
    return PyUnicode_DecodeUTF8((const char *)word, (Py_ssize_t)length, "surrogatepass");
}

static PyObject *words_of(PyObject *module, PyObject *args) {
    PyObject *text;
    Buffers in = {0};
    Count size, at = 0, line = 1, start;
    if (!PyArg_ParseTuple(args, "O", &text)) return NULL;
    const uint8_t *given = take(&in, text, 1, &size);
    PyObject *words = given ? PyList_New(0) : NULL;
    while (words && (start = next_word(given, size, &at, &line)) >= 0) {
        PyObject *word = decode(given + start, at - start);
        if (!word || PyList_Append(words, word) < 0) Py_CLEAR(words);
        Py_XDECREF(word);
    }
    return release(&in, words);
}

static int append_number(PyObject *list, Count number) {
    PyObject *told = PyLong_FromLongLong(number);
    int failed = !told || PyList_Append(list, told) < 0;
    Py_XDECREF(told);
    return !failed;
}

/* The hash of a word; -1 with an exception. What is not plain is asked for: `hash_of` is a mapping from words. */
static int32_t hash_of_word(const uint8_t *word, Count length, const uint8_t *suspected, PyObject *hash_of) {
    int32_t hash = plain_hash(word, length);
    if (hash >= 0 && !(suspected[hash >> 3] >> (hash & 7) & 1)) return hash;
    PyObject *key = decode(word, length), *told = key ? PyObject_GetItem(hash_of, key) : NULL;
    hash = told ? (int32_t)(PyLong_AsLong(told) & 0xFFFF) : -1;
    Py_XDECREF(key);
    Py_XDECREF(told);
    return PyErr_Occurred() ? -1 : hash;
}

static PyObject *hash_text(PyObject *module, PyObject *args) {
    PyObject *text, *hash_of, *marks, *result = NULL;
    Buffers in = {0};
    Count size, bits, held = 0, at = 0, line = 1, last = 0, start;
    if (!PyArg_ParseTuple(args, "OOO", &text, &hash_of, &marks)) return NULL;
    const uint8_t *given = take(&in, text, 1, &size), *suspected = given ? take(&in, marks, 1, &bits) : NULL;
    if (!suspected) return release(&in, NULL);
    if (bits != 1 << 13) {
        PyErr_SetString(PyExc_ValueError, "a bit for each hash expected");
        return release(&in, NULL);
    }
    uint16_t *hashes = malloc((size_t)size + 2);
    PyObject *first_words = PyList_New(0), *line_numbers = PyList_New(0);
    int whole = hashes && first_words && line_numbers;
    while (whole && (start = next_word(given, size, &at, &line)) >= 0) {
        if (line > last) whole = append_number(first_words, held) && append_number(line_numbers, line);
        last = line;
        int32_t hash = whole ? hash_of_word(given + start, at - start, suspected, hash_of) : -1;
        whole = hash >= 0;
        hashes[held++] = (uint16_t)hash;
    }
    if (whole)
        result = Py_BuildValue("(y#OO)", (const char *)hashes, (Py_ssize_t)(2 * held), first_words, line_numbers);
    else if (!PyErr_Occurred())
        PyErr_NoMemory();
    free(hashes);
    Py_XDECREF(first_words);
    Py_XDECREF(line_numbers);
    return release(&in, result);
}

/* Which shingles of a file the index knows, and which texts hold them. */

static Count number_of_key(const uint8_t *keys, Count first, Count last, uint64_t key) {
    while (first < last) {
        Count middle = first + (last - first) / 2;
        uint64_t here = long_at(keys, middle);
        if (here == key) return middle;
        if (here < key)
            first = middle + 1;
        else
            last = middle;
    }
    return -1;
}

static PyObject *find_known(PyObject *module, PyObject *args) {
    PyObject *text, *arrays;
    int sampled;
    Buffers in = {0};
    Count many, bits, starts, known;
    if (!PyArg_ParseTuple(args, "OOp", &text, &arrays, &sampled)) return NULL;
    const uint8_t *words = take(&in, text, 2, &many), *filter = words ? take_named(&in, arrays, "shingle.filter", 1, &bits) : NULL;
    const uint8_t *buckets = filter ? take_named(&in, arrays, "shingle.buckets", 4, &starts) : NULL;
    const uint8_t *keys = buckets ? take_named(&in, arrays, "shingle.keys", 8, &known) : NULL;
    if (!keys || !fits(many)) return release(&in, NULL);
    if (bits != 1 << (FILTER_BITS - 3) || starts != BUCKETS + 1) {
        PyErr_SetString(PyExc_ValueError, "not the arrays of an index");
        return release(&in, NULL);
    }
    Numbers positions = {0}, numbers = {0};
    int whole = 1;
    for (Count at = 0; at < shingles_in(many) && whole; at++) {
        uint64_t scattered = shingle_at(words, at) * SCATTER, slot = scattered >> (62 - FILTER_BITS) & ((1 << FILTER_BITS) - 1);
        if ((sampled && scattered >> 62) || !(filter[slot >> 3] >> (slot & 7) & 1)) continue;
        Count bucket = (Count)(scattered >> 48);
        Count number = number_of_key(keys, number_at(buckets, bucket), least(known, number_at(buckets, bucket + 1)), scattered);
        if (number >= 0) whole = add_number(&positions, (uint32_t)at) && add_number(&numbers, (uint32_t)number);
    }
    PyObject *result = whole ? Py_BuildValue("(NN)", as_bytes(&positions), as_bytes(&numbers)) : PyErr_NoMemory();
    free(positions.items);
    free(numbers.items);
    return release(&in, result);
}

/* Of short texts (up to so many words) a sampled file holds a quarter of the shingles that are kept, of others all. */
static int tell_counts(PyObject *held, const uint32_t *counts, Count texts, const uint8_t *lengths, const uint8_t *kept, double share, Count shortest) {
    for (Count text = 0; text < texts; text++) {
        if (!counts[text]) continue;
        Count length = (Count)number_at(lengths, text + 1) - number_at(lengths, text);
        double expected = (double)number_at(kept, text) / (length <= shortest ? 4 : 1);
        if (counts[text] < share * (expected > 1 ? expected : 1)) continue;
        PyObject *key = PyLong_FromLongLong(text), *value = PyLong_FromLongLong(counts[text]);
        int failed = !key || !value || PyDict_SetItem(held, key, value) < 0;
        Py_XDECREF(key);
        Py_XDECREF(value);
        if (failed) return 0;
    }
    return 1;
}

static PyObject *count_texts(PyObject *module, PyObject *args) {
    PyObject *told, *arrays, *result = NULL;
    double share;
    int longest, shortest;
    Buffers in = {0};
    Count many, known, postings, texts, counted, crowded = 0;
    if (!PyArg_ParseTuple(args, "OOdii", &told, &arrays, &share, &shortest, &longest)) return NULL;
    const uint8_t *numbers = take(&in, told, 4, &many), *starts = numbers ? take_named(&in, arrays, "shingle.starts", 4, &known) : NULL;
    const uint8_t *held = starts ? take_named(&in, arrays, "shingle.texts", 2, &postings) : NULL;
    const uint8_t *lengths = held ? take_named(&in, arrays, "text.starts", 4, &texts) : NULL;
    const uint8_t *kept = lengths ? take_named(&in, arrays, "text.kept", 4, &counted) : NULL;
    if (!kept) return release(&in, NULL);
    known--;
    texts = least(texts - 1, counted);
    uint32_t *counts = calloc((size_t)most(1, texts), sizeof *counts);
    uint8_t *seen = calloc((size_t)most(1, known / 8 + 1), 1);
    PyObject *found = counts && seen ? PyDict_New() : PyErr_NoMemory();
    for (Count each = 0; found && each < many; each++) {
        Count number = number_at(numbers, each);
        if (number >= known || seen[number >> 3] >> (number & 7) & 1) continue;
        seen[number >> 3] |= (uint8_t)(1 << (number & 7));
        Count first = number_at(starts, number), last = least(postings, number_at(starts, number + 1));
        crowded += last - first >= longest;
        for (; first < last; first++)
            if (word_at(held, first) < texts) counts[word_at(held, first)]++;
    }
    if (found && tell_counts(found, counts, texts, lengths, kept, share, shortest)) result = Py_BuildValue("(OL)", found, (long long)crowded);
    Py_XDECREF(found);
    free(counts);
    free(seen);
    return release(&in, result);
}

/* A table of a text's shingles, as bytes: how many words it has (8 bytes), the words, filled up to whole 8 bytes; slots of open addressing that lead from a
   shingle to the first word (counted from 1) at which it begins; and for each such word the next one. Of items of 4 bytes each. */

typedef struct {
    const uint8_t *words, *slots, *next;
    Count length, shingles;
    uint64_t mask;
    int shift;
} Table;

static Count room_for(Count shingles, int *shift) {
    Count room = 8;
    *shift = 61;
    while (room < 2 * shingles) {
        room *= 2;
        (*shift)--;
    }
    return room;
}

static Count padded(Count words) { return (2 * words + 7) / 8 * 8; }

static int take_table(Table *table, Buffers *in, PyObject *from) {
    Count size;
    const uint8_t *held = take(in, from, 1, &size);
    if (!held) return 0;
    table->length = size >= 8 ? (Count)number_at(held, 0) : 0;
    table->shingles = shingles_in(table->length);
    Count room = room_for(table->shingles, &table->shift);
    table->mask = (uint64_t)room - 1;
    table->words = held + 8;
    table->slots = table->words + padded(table->length);
    table->next = table->slots + 4 * room;
    if (size == 8 + padded(table->length) + 4 * (room + table->shingles)) return 1;
    PyErr_SetString(PyExc_ValueError, "not a table of shingles");
    return 0;
}

static Count find(const Table *table, uint64_t shingle, uint64_t *slot) {
    *slot = shingle * SCATTER >> table->shift;
    for (int probe = 0; probe < MOST_PROBES; probe++, *slot = (*slot + 1) & table->mask) {
        Count place = number_at(table->slots, (Count)*slot);
        if (!place || place > table->shingles) return -1;
        if (shingle_at(table->words, place - 1) == shingle) return place - 1;
    }
    return -1;
}

static Count next_place(const Table *table, Count place) {
    Count next = number_at(table->next, place);
    return next > place + 1 && next <= table->shingles ? next - 1 : -1;
}

static PyObject *table_of(PyObject *module, PyObject *args) {
    PyObject *text;
    Buffers in = {0};
    Count many, distinct = 0;
    int shift;
    if (!PyArg_ParseTuple(args, "O", &text)) return NULL;
    const uint8_t *words = take(&in, text, 2, &many);
    if (!words || !fits(many)) return release(&in, NULL);
    Count shingles = shingles_in(many), room = room_for(shingles, &shift), size = 8 + padded(many) + 4 * (room + shingles);
    PyObject *made = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
    if (!made) return release(&in, NULL);
    uint8_t *held = (uint8_t *)PyBytes_AsString(made);
    uint32_t *slots = (uint32_t *)(held + 8 + padded(many)), *next = slots + room, length = (uint32_t)many;
    memset(held, 0, (size_t)size);
    memcpy(held, &length, 4);
    memcpy(held + 8, words, (size_t)(2 * many));
    for (Count at = shingles - 1; at >= 0; at--) {
        uint64_t shingle = shingle_at(words, at), slot = shingle * SCATTER >> shift;
        for (int probe = 0; probe < MOST_PROBES; probe++, slot = (slot + 1) & ((uint64_t)room - 1)) {
            if (slots[slot] && shingle_at(words, slots[slot] - 1) != shingle) continue;
            distinct += !slots[slot];
            next[at] = slots[slot];
            slots[slot] = (uint32_t)at + 1;
            break;
        }
    }
    return release(&in, Py_BuildValue("(NL)", made, (long long)distinct));
}

static PyObject *count_common(PyObject *module, PyObject *args) {
    PyObject *file, *other;
    int step;
    Buffers in = {0};
    Table table;
    Count many, common = 0;
    if (!PyArg_ParseTuple(args, "OOi", &file, &other, &step)) return NULL;
    const uint8_t *reference = take_table(&table, &in, file) ? take(&in, other, 2, &many) : NULL;
    if (!reference) return release(&in, NULL);
    uint8_t *seen = calloc((size_t)table.mask / 8 + 1, 1);
    if (!seen) return release(&in, PyErr_NoMemory());
    for (Count at = 0; at < shingles_in(many); at += most(1, step)) {
        uint64_t slot;
        if (find(&table, shingle_at(reference, at), &slot) < 0 || seen[slot >> 3] >> (slot & 7) & 1) continue;
        seen[slot >> 3] |= (uint8_t)(1 << (slot & 7));
        common++;
    }
    free(seen);
    return release(&in, PyLong_FromLongLong(common));
}

static PyObject *find_meetings(PyObject *module, PyObject *args) {
    PyObject *places, *file, *reference;
    Buffers in = {0};
    Table text, table;
    Count held;
    if (!PyArg_ParseTuple(args, "OOO", &places, &file, &reference)) return NULL;
    const uint8_t *positions = take(&in, places, 4, &held);
    if (!positions || !take_table(&text, &in, file) || !take_table(&table, &in, reference)) return release(&in, NULL);
    Numbers met = {0};
    int whole = 1;
    for (Count each = 0; each < held && whole; each++) {
        uint64_t slot;
        Count at = number_at(positions, each);
        if (at < text.shingles && find(&table, shingle_at(text.words, at), &slot) >= 0) whole = add_number(&met, (uint32_t)at);
    }
    PyObject *result = whole ? as_bytes(&met) : PyErr_NoMemory();
    free(met.items);
    return release(&in, result);
}

static PyObject *find_fullest(PyObject *module, PyObject *args) {
    PyObject *places;
    long long width;
    Buffers in = {0};
    Count many, best = 0, held = 0, first = 0;
    if (!PyArg_ParseTuple(args, "OL", &places, &width)) return NULL;
    const uint8_t *positions = take(&in, places, 4, &many);
    if (!positions) return release(&in, NULL);
    while (first + held < many) {
        if (number_at(positions, first + held) < number_at(positions, first) + width) {
            best = first;
            held++;
        } else
            first++;
    }
    return release(&in, Py_BuildValue("(LL)", (long long)best, (long long)held));
}

/* Alignment. */

typedef struct {
    Count start, end, from, to;
} Gap;

typedef struct {
    Count at, place;
} Pair;

typedef struct {
    const uint8_t *words, *reference;
    const Table *table;
    Count shingles, start, end, last, total, matched;
    Gap *gaps;
    Count held, room;
    int failed;
} Course;

static void add_gap(Course *course, Count start, Count end, Count from, Count to) {
    if (course->held == course->room) {
        Count room = course->room ? 2 * course->room : 64;
        Gap *gaps = realloc(course->gaps, (size_t)room * sizeof *gaps);
        if (!gaps) {
            course->failed = 1;
            return;
        }
        course->gaps = gaps;
        course->room = room;
    }
    course->gaps[course->held++] = (Gap){start, end, from, to};
}

static void add_gaps_between(Course *course, const Pair *pairs, Count many, Count at, Count end, Count place, Count to) {
    for (Count each = 0; each <= many; each++) {
        Pair pair = each < many ? pairs[each] : (Pair){end, to};
        if (pair.at > at || pair.place > place) add_gap(course, at, pair.at, place, pair.place);
        at = pair.at + 1;
        place = pair.place + 1;
    }
}

static Count subsequence(const uint8_t *left, Count width, const uint8_t *right, Count height, Count at, Count place, Pair *pairs) {
    uint16_t longest[CELLS + CELLS + 2];
    Count row = height + 1, many = 0;
    for (Count i = width; i >= 0; i--)
        for (Count j = height; j >= 0; j--) {
            uint16_t *cell = &longest[i * row + j];
            if (i == width || j == height)
                *cell = 0;
            else if (word_at(left, i) == word_at(right, j))
                *cell = (uint16_t)(cell[row + 1] + 1);
            else
                *cell = cell[row] >= cell[1] ? cell[row] : cell[1];
        }
    for (Count i = 0, j = 0; i < width && j < height;) {
        const uint16_t *cell = &longest[i * row + j];
        if (word_at(left, i) == word_at(right, j))
            pairs[many++] = (Pair){at + i++, place + j++};
        else if (cell[row] >= cell[1])
            i++;
        else
            j++;
    }
    return many;
}

static Pair *common_pairs(Course *course, Count at, Count end, Count place, Count to, Count *many) {
    const uint8_t *left = course->words + 2 * at, *right = course->reference + 2 * place;
    Count width = end - at, height = to - place, shorter = least(width, height), head = 0;
    *many = 0;
    if (shorter <= 0) return NULL;
    Pair *pairs = malloc((size_t)shorter * sizeof *pairs);
    if (!pairs) {
        course->failed = 1;
        return NULL;
    }
    for (; head < shorter && word_at(left, head) == word_at(right, head); head++) pairs[head] = (Pair){at + head, place + head};
    *many = head;
    if (head == shorter) return pairs;
    if ((width - head) * (height - head) <= CELLS) {
        *many += subsequence(left + 2 * head, width - head, right + 2 * head, height - head, at + head, place + head, pairs + head);
        return pairs;
    }
    Count tail = 0;
    while (tail < shorter - head && word_at(left, width - 1 - tail) == word_at(right, height - 1 - tail)) tail++;
    for (Count each = tail; each > 0; each--) pairs[(*many)++] = (Pair){end - each, to - each};
    return pairs;
}

static int goes_on(const Course *course, Count at, Count place) {
    uint64_t slot;
    if (at + SHINGLE >= course->shingles) return 0;
    Count here = find(course->table, shingle_at(course->words, at + SHINGLE), &slot);
    for (int other = 0; here >= 0 && other <= PLACES; other++, here = next_place(course->table, here))
        if (here == place + SHINGLE) return 1;
    return 0;
}

static int first_meeting(const Course *course, Pair *best) {
    double nearest = 4.0 * (double)course->total + (double)(course->last - course->start);
    int found = 0;
    for (Count at = course->start; at < course->last; at++) {
        uint64_t slot;
        double skipped = (double)(at - course->start) / 4;
        if (skipped >= nearest) break;
        Count place = find(course->table, shingle_at(course->words, at), &slot);
        if (place >= 0 && (double)place + skipped < nearest) {
            *best = (Pair){at, place};
            nearest = (double)place + skipped;
            found = 1;
        }
    }
    return found;
}

static int next_meeting(const Course *course, Count start, Count place, Pair *best) {
    Count nearest = least(course->last - start, most(FARTHEST, 2 * course->total)) + course->total;
    int found = 0;
    if (place > course->total - SHINGLE) return 0;
    for (Count at = start; at < course->last && at - start < nearest; at++) {
        uint64_t slot;
        Count here = find(course->table, shingle_at(course->words, at), &slot);
        for (int other = 0; here >= 0 && other <= PLACES; other++, here = next_place(course->table, here)) {
            Count skipped = at - start + here - place;
            if (here < place || skipped >= nearest || (here - place >= JUMP && !goes_on(course, at, here))) continue;
            *best = (Pair){at, here};
            nearest = skipped;
            found = 1;
        }
    }
    return found;
}

/* Goes back from the first meeting as far as the words agree, then looks through the words before it. Returns the first word that agrees. */
static Count open_head(Course *course, Pair *from) {
    Count at = from->at, place = from->place, many, kept = 0;
    while (at > course->start && place > 0 && word_at(course->words, at - 1) == word_at(course->reference, place - 1)) at--, place--;
    *from = (Pair){at, place};
    if (!place) return at;
    Count edge = most(course->start, at - least(place + EDGE / 3, EDGE)), behind = most(0, place - EDGE);
    Pair *pairs = common_pairs(course, edge, at, behind, place, &many);
    for (; kept < many; kept++) {
        Count far = at - pairs[many - 1 - kept].at;
        if (far > 3 + 2 * kept + (kept ? at - pairs[many - kept].at : 0)) break;
    }
    const Pair *near = pairs + (many - kept);
    Count first = kept ? near[0].at : at, skipped = kept ? near[0].place : place;
    if (skipped > 0) add_gap(course, first, first, 0, skipped);
    add_gaps_between(course, near, kept, first, at, skipped, place);
    course->matched += kept;
    free(pairs);
    return first;
}

/* Looks through the words after the last meeting for the rest of the reference. Returns the word after the last that agrees. */
static Count close_tail(Course *course, Count at, Count place) {
    Count many, kept = 0, total = course->total;
    if (place >= total) return at;
    Count edge = least(course->end, at + least(total - place + EDGE / 3, EDGE));
    Pair *pairs = common_pairs(course, at, edge, place, least(total, place + EDGE), &many);
    while (kept < many && pairs[kept].at - (kept ? pairs[kept - 1].at : at) <= 3 + kept) kept++;
    Count last = kept ? pairs[kept - 1].at + 1 : at, behind = kept ? pairs[kept - 1].place + 1 : place;
    add_gaps_between(course, pairs, kept, at, last, place, behind);
    if (behind < total) add_gap(course, last, last, behind, total);
    course->matched += kept;
    free(pairs);
    return last;
}

static Count run_of_same(const Course *course, Count at, Count place) {
    Count limit = least(course->end - at, course->total - place), same = 0;
    while (same < limit && word_at(course->words, at + same) == word_at(course->reference, place + same)) same++;
    return same;
}

static int add_gap_to(PyObject *list, Gap gap) {
    PyObject *told = Py_BuildValue("(LLLL)", (long long)gap.start, (long long)gap.end, (long long)gap.from, (long long)gap.to);
    int failed = !told || PyList_Append(list, told) < 0;
    Py_XDECREF(told);
    return !failed;
}

/* The part of an alignment that agrees best: words that agree far off from the rest, at either end, belong to something else. */
static PyObject *trim(const Course *course, Count first_word, Count last_word) {
    Count segments = course->held + 1, start = 0, first = 0, last = segments, matched = 0;
    double best = 0, score = 0;
    for (Count number = 0; number < segments; number++) {
        const Gap *before = number ? &course->gaps[number - 1] : NULL;
        Count at = before ? before->end : first_word, end = number < course->held ? course->gaps[number].start : last_word;
        if (before) score -= (double)(before->end - before->start) / 2 + (double)(before->to - before->from) / 10;
        if (score <= 0) {
            start = number;
            score = 0;
        }
        score += (double)(end - at);
        if (score > best) {
            best = score;
            first = start;
            last = number + 1;
        }
    }
    int whole = first == 0 && last == segments;
    Count begin = first ? course->gaps[first - 1].end : first_word, opening = first ? course->gaps[first - 1].to : 0;
    Count finish = last < segments ? course->gaps[last - 1].start : last_word, closing = last < segments ? course->gaps[last - 1].from : course->total;
    PyObject *gaps = PyList_New(0);
    if (!gaps) return NULL;
    int fits = !(opening > 0) || add_gap_to(gaps, (Gap){begin, begin, 0, opening});
    for (Count number = first; number < last; number++) {
        Count at = number ? course->gaps[number - 1].end : first_word, end = number < course->held ? course->gaps[number].start : last_word;
        matched += end - at;
        if (number < last - 1) fits = fits && add_gap_to(gaps, course->gaps[number]);
    }
    if (closing < course->total) fits = fits && add_gap_to(gaps, (Gap){finish, finish, closing, course->total});
    PyObject *result = fits ? Py_BuildValue("(LLLO)", (long long)begin, (long long)finish, (long long)(whole ? course->matched : matched), gaps) : NULL;
    Py_DECREF(gaps);
    return result;
}

static PyObject *follow(Course *course) {
    Pair met;
    if (!first_meeting(course, &met)) Py_RETURN_NONE;
    Count first = open_head(course, &met), at = met.at, place = met.place;
    while (!course->failed) {
        Count same = run_of_same(course, at, place), many;
        course->matched += same;
        at += same;
        place += same;
        if (at >= course->last || place >= course->total || !next_meeting(course, at, place, &met)) break;
        Pair *pairs = common_pairs(course, at, met.at, place, met.place, &many);
        add_gaps_between(course, pairs, many, at, met.at, place, met.place);
        course->matched += many;
        free(pairs);
        at = met.at;
        place = met.place;
    }
    Count last = close_tail(course, at, place);
    return course->failed ? PyErr_NoMemory() : trim(course, first, last);
}

static PyObject *align(PyObject *module, PyObject *args) {
    PyObject *file, *reference;
    long long start, end;
    Buffers in = {0};
    Table text, table;
    if (!PyArg_ParseTuple(args, "OLLO", &file, &start, &end, &reference)) return NULL;
    if (!take_table(&text, &in, file) || !take_table(&table, &in, reference)) return release(&in, NULL);
    Course course = {.words = text.words, .reference = table.words, .table = &table, .shingles = text.shingles, .total = table.length};
    course.start = most(0, start);
    course.end = least(end, text.length);
    course.last = least(course.end - SHINGLE + 1, text.shingles);
    PyObject *result = follow(&course);
    free(course.gaps);
    return release(&in, result);
}

/* Phrases: a tree of words, in which a node's children stand side by side in the order of their words. */

typedef struct {
    const uint8_t *children, *words, *nodes, *licenses, *checks;
    Count many, edges;
} Tree;

static Count child_of(const Tree *tree, Count node, uint16_t word) {
    Count first = number_at(tree->children, node), end = least(tree->edges, number_at(tree->children, node + 1)), last = end;
    while (first < last) {
        Count middle = first + (last - first) / 2;
        if (word_at(tree->words, middle) < word)
            first = middle + 1;
        else
            last = middle;
    }
    Count child = first < end && word_at(tree->words, first) == word ? number_at(tree->nodes, first) : 0;
    return child < tree->many ? child : 0;
}

static int tell_longest(PyObject *found, const Tree *tree, const uint8_t *words, Count start, Count end) {
    Count node = 0, best = 0, best_end = start;
    for (Count at = start; at < end && (node = child_of(tree, node, word_at(words, at))); at++)
        if (number_at(tree->licenses, node)) {
            best = node;
            best_end = at + 1;
        }
    if (!best) return 1;
    PyObject *told = Py_BuildValue("(LLLL)", (long long)start, (long long)best_end, (long long)number_at(tree->checks, best),
                                   (long long)number_at(tree->licenses, best) - 1);
    int failed = !told || PyList_Append(found, told) < 0;
    Py_XDECREF(told);
    return !failed;
}

static PyObject *find_phrases(PyObject *module, PyObject *args) {
    PyObject *text, *marks, *arrays;
    int longest;
    Buffers in = {0};
    Tree tree;
    Count many, marked, nodes, licenses, checks;
    if (!PyArg_ParseTuple(args, "OOOi", &text, &marks, &arrays, &longest)) return NULL;
    const uint8_t *words = take(&in, text, 2, &many), *closed = words ? take(&in, marks, 1, &marked) : NULL;
    tree.children = closed ? take_named(&in, arrays, "tree.children", 4, &tree.many) : NULL;
    tree.words = tree.children ? take_named(&in, arrays, "tree.words", 2, &tree.edges) : NULL;
    tree.nodes = tree.words ? take_named(&in, arrays, "tree.nodes", 4, &nodes) : NULL;
    tree.licenses = tree.nodes ? take_named(&in, arrays, "tree.licenses", 4, &licenses) : NULL;
    tree.checks = tree.licenses ? take_named(&in, arrays, "tree.checks", 4, &checks) : NULL;
    if (!tree.checks) return release(&in, NULL);
    tree.many = least(tree.many - 1, least(licenses, checks));
    tree.edges = least(tree.edges, nodes);
    PyObject *found = PyList_New(0);
    for (Count start = 0; found && start < least(many, marked) && tree.many > 0; start++)
        if (!closed[start] && !tell_longest(found, &tree, words, start, least(many, start + longest))) Py_CLEAR(found);
    return release(&in, found);
}

static PyMethodDef functions[] = {
    {"letters_of", letters_of, METH_VARARGS, NULL},   {"words_of", words_of, METH_VARARGS, NULL},
    {"hash_text", hash_text, METH_VARARGS, NULL},
    {"find_known", find_known, METH_VARARGS, NULL},   {"count_texts", count_texts, METH_VARARGS, NULL},
    {"table_of", table_of, METH_VARARGS, NULL},       {"count_common", count_common, METH_VARARGS, NULL},
    {"find_meetings", find_meetings, METH_VARARGS, NULL}, {"find_fullest", find_fullest, METH_VARARGS, NULL},
    {"align", align, METH_VARARGS, NULL},             {"find_phrases", find_phrases, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_compiled", NULL, 0, functions, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void) {
    fill_kept();
    fill_remainders();
    return PyModuleDef_Init(&definition);
}
