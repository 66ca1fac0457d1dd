/* edwards25519: -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19 (RFC 8032), extended coordinates. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define MASK (((limb)1 << 51) - 1)

static const element D = {0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb, 0x52036cee2b6ff};
static const element TWICE_D = {0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977, 0x2406d9dc56dff};
static const element ROOT_OF_MINUS_ONE = {0x61b274a0ea0b0, 0x0d5a5fc8f189d, 0x7ef5e9cbd0c60, 0x78595a6804c9e, 0x2b8324804fc1d};

static void carry(element out, wide r0, wide r1, wide r2, wide r3, wide r4) {
    limb c;
    out[0] = (limb)r0 & MASK; r1 += (limb)(r0 >> 51);
    out[1] = (limb)r1 & MASK; r2 += (limb)(r1 >> 51);
    out[2] = (limb)r2 & MASK; r3 += (limb)(r2 >> 51);
    out[3] = (limb)r3 & MASK; r4 += (limb)(r3 >> 51);
    out[4] = (limb)r4 & MASK; c = (limb)(r4 >> 51);
    out[0] += c * 19;
    out[1] += out[0] >> 51;
    out[0] &= MASK;
}

static void multiply(element out, const element a, const element b) {
    wide a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4];
    limb b1 = b[1] * 19, b2 = b[2] * 19, b3 = b[3] * 19, b4 = b[4] * 19;
    carry(out,
          a0 * b[0] + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1,
          a0 * b[1] + a1 * b[0] + a2 * b4 + a3 * b3 + a4 * b2,
          a0 * b[2] + a1 * b[1] + a2 * b[0] + a3 * b4 + a4 * b3,
          a0 * b[3] + a1 * b[2] + a2 * b[1] + a3 * b[0] + a4 * b4,
          a0 * b[4] + a1 * b[3] + a2 * b[2] + a3 * b[1] + a4 * b[0]);
}

static void square(element out, const element a) {
    wide a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4];
    limb d0 = a[0] * 2, d1 = a[1] * 2, d2 = a[2] * 2, t3 = a[3] * 19, t4 = a[4] * 19;
    carry(out,
          a0 * a[0] + (wide)d1 * t4 + (wide)d2 * t3,
          a1 * d0 + (wide)d2 * t4 + a3 * t3,
          a2 * d0 + a1 * a[1] + (wide)(a[3] * 2) * t4,
          a3 * d0 + a2 * d1 + a4 * t4,
          a4 * d0 + a3 * d1 + a2 * a[2]);
}

static void add(element out, const element a, const element b) {
    for (int i = 0; i < 5; i++) out[i] = a[i] + b[i];
}

/* a - b with 4p added, so that no limb falls below zero. */
static void subtract(element out, const element a, const element b) {
    limb c = 0;
    for (int i = 0; i < 5; i++) {
        limb own = a[i] + (i ? 0x1ffffffffffffc : 0x1fffffffffffb4) - b[i] + c;
        out[i] = own & MASK;
        c = own >> 51;
    }
    out[0] += c * 19;
}

/* The limbs in the one form below 2^255 - 19. */
static void freeze(element out, const element a) {
    limb c = 0, q;
    memcpy(out, a, sizeof(element));
    for (int round = 0; round < 2; round++) {
        c = 0;
        for (int i = 0; i < 5; i++) {
            out[i] += c;
            c = out[i] >> 51;
            out[i] &= MASK;
        }
        out[0] += c * 19;
    }
    q = (out[0] + 19) >> 51;
    for (int i = 1; i < 5; i++) q = (out[i] + q) >> 51;
    out[0] += 19 * q;
    for (int i = 0; i < 4; i++) {
        out[i + 1] += out[i] >> 51;
        out[i] &= MASK;
    }
    out[4] &= MASK;
}

static int is_zero(const element a) {
    element plain;
    freeze(plain, a);
    return !(plain[0] | plain[1] | plain[2] | plain[3] | plain[4]);
}

/* a to the power whose binary digits are 250 ones, then `tail`: 2^255 - 21 inverts, 2^252 - 3 serves square roots. */
static void power(element out, const element a, const char *tail) {
    element result, copy;
    memcpy(result, a, sizeof result);
    int ones = 1;
    for (const char *bit = "1111010"; *bit; bit++) {
        memcpy(copy, result, sizeof copy);
        for (int i = 0; i < ones; i++) square(result, result);
        multiply(result, result, copy);
        ones *= 2;
        if (*bit == '1') {
            square(result, result);
            multiply(result, result, a);
            ones++;
        }
    }
    for (; *tail; tail++) {
        square(result, result);
        if (*tail == '1') multiply(result, result, a);
    }
    memcpy(out, result, sizeof result);
}

static void invert(element out, const element a) { power(out, a, "01011"); }

int point_is_neutral(const point *p) {
    element difference;
    subtract(difference, p->y, p->z);
    return is_zero(p->x) && is_zero(difference);
}

int point_load(point *out, const uint8_t *bytes) {
    static const element ONE = {1, 0, 0, 0, 0}, ZERO = {0, 0, 0, 0, 0};
    limb words[4] = {0};
    element frozen, u, v, v3, x, check;
    for (int i = 0; i < 32; i++) words[i / 8] |= (limb)bytes[i] << (8 * (i % 8));
    limb sign = words[3] >> 63;
    words[3] &= ~((limb)1 << 63);
    limb *y = out->y;
    y[0] = words[0] & MASK;
    y[1] = (words[0] >> 51 | words[1] << 13) & MASK;
    y[2] = (words[1] >> 38 | words[2] << 26) & MASK;
    y[3] = (words[2] >> 25 | words[3] << 39) & MASK;
    y[4] = words[3] >> 12;
    freeze(frozen, y);
    if (memcmp(frozen, y, sizeof frozen)) return 0;
    square(u, y);
    multiply(v, u, D);
    subtract(u, u, ONE);
    add(v, v, ONE);
    square(v3, v);
    multiply(v3, v3, v);
    square(x, v3);
    multiply(x, x, v);
    multiply(x, x, u);
    power(x, x, "01");
    multiply(x, x, v3);
    multiply(x, x, u);
    square(check, x);
    multiply(check, check, v);
    element difference, sum;
    subtract(difference, check, u);
    add(sum, check, u);
    if (!is_zero(difference)) {
        if (!is_zero(sum)) return 0;
        multiply(x, x, ROOT_OF_MINUS_ONE);
    }
    freeze(x, x);
    if (is_zero(x) && sign) return 0;
    if ((x[0] & 1) != sign) subtract(x, ZERO, x);
    memcpy(out->x, x, sizeof x);
    memcpy(out->z, ONE, sizeof ONE);
    multiply(out->t, out->x, out->y);
    return 1;
}

/* One inversion serves all points (Montgomery's trick). */
void points_store(uint8_t *bytes, const point *points, int count) {
    element *products = malloc((size_t)count * sizeof *products), all, scale, x, y;
    if (!products) return;
    memcpy(products[0], points[0].z, sizeof all);
    for (int i = 1; i < count; i++) multiply(products[i], products[i - 1], points[i].z);
    invert(all, products[count - 1]);
    for (int i = count - 1; i >= 0; i--) {
        if (i) multiply(scale, all, products[i - 1]);
        else memcpy(scale, all, sizeof all);
        multiply(all, all, points[i].z);
        multiply(x, points[i].x, scale);
        multiply(y, points[i].y, scale);
        freeze(x, x);
        freeze(y, y);
        limb words[4] = {y[0] | y[1] << 51, y[1] >> 13 | y[2] << 38, y[2] >> 26 | y[3] << 25, y[3] >> 39 | y[4] << 12};
        words[3] |= (x[0] & 1) << 63;
        for (int j = 0; j < 32; j++) bytes[32 * i + j] = (uint8_t)(words[j / 8] >> (8 * (j % 8)));
    }
    free(products);
}

static void make_ready(ready *out, const point *p) {
    add(out->sum, p->y, p->x);
    subtract(out->difference, p->y, p->x);
    add(out->z, p->z, p->z);
    multiply(out->t, p->t, TWICE_D);
}

static void add_ready(point *out, const point *p, const ready *q) {
    element a, b, c, d, e, f, g, h;
    subtract(a, p->y, p->x);
    multiply(a, a, q->difference);
    add(b, p->y, p->x);
    multiply(b, b, q->sum);
    multiply(c, p->t, q->t);
    multiply(d, p->z, q->z);
    subtract(e, b, a);
    subtract(f, d, c);
    add(g, d, c);
    add(h, b, a);
    multiply(out->x, e, f);
    multiply(out->y, g, h);
    multiply(out->z, f, g);
    multiply(out->t, e, h);
}

void point_add(point *out, const point *a, const point *b) {
    ready prepared;
    make_ready(&prepared, b);
    add_ready(out, a, &prepared);
}

static void twice(point *out, const point *p) {
    element a, b, c, e, f, g, h;
    square(a, p->x);
    square(b, p->y);
    square(c, p->z);
    add(c, c, c);
    add(h, a, b);
    add(e, p->x, p->y);
    square(e, e);
    subtract(e, h, e);
    subtract(g, a, b);
    add(f, c, g);
    multiply(out->x, e, f);
    multiply(out->y, g, h);
    multiply(out->z, f, g);
    multiply(out->t, e, h);
}

static void neutral(point *out) {
    memset(out, 0, sizeof *out);
    out->y[0] = out->z[0] = 1;
}

int curve_prepare(curve *c, const uint8_t *generator, const uint8_t *key) {
    point step, entry;
    c->tables = malloc(2 * sizeof *c->tables);
    if (!c->tables) return 0;
    for (int table = 0; table < 2; table++) {
        if (!point_load(&step, table ? key : generator)) return 0;
        for (int row = 0; row < WINDOWS; row++) {
            ready base;
            make_ready(&base, &step);
            entry = step;
            for (int i = 0; i < ENTRIES; i++) {
                make_ready(&c->tables[table][row][i], &entry);
                add_ready(&entry, &entry, &base);
            }
            step = entry;
        }
    }
    return 1;
}

void curve_table_power(const curve *c, point *out, int table, const uint8_t *exponent) {
    neutral(out);
    for (int row = 0; row < WINDOWS; row++)
        if (exponent[row]) add_ready(out, out, &c->tables[table][row][exponent[row] - 1]);
}

/* Yao, as for the other group. */
void point_powers(point *out, const point *base, const uint8_t *const *exponents, int count) {
    point buckets[AT_ONCE][15], chain = *base, sum;
    ready prepared;
    for (int k = 0; k < count; k++)
        for (int value = 0; value < 15; value++) neutral(&buckets[k][value]);
    for (int digit = 0; digit < 2 * SCALAR_BYTES; digit++) {
        if (digit)
            for (int i = 0; i < 4; i++) twice(&chain, &chain);
        make_ready(&prepared, &chain);
        for (int k = 0; k < count; k++) {
            int value = (exponents[k][digit / 2] >> (4 * (digit % 2))) & 15;
            if (value) add_ready(&buckets[k][value - 1], &buckets[k][value - 1], &prepared);
        }
    }
    for (int k = 0; k < count; k++) {
        neutral(&out[k]);
        neutral(&sum);
        for (int value = 15; value; value--) {
            point_add(&sum, &sum, &buckets[k][value - 1]);
            point_add(&out[k], &out[k], &sum);
        }
    }
}
