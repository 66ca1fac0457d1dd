/* Integers modulo an odd number of 2048 bits, in Montgomery's form. */

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#endif

#include "kernel.h"

/* r += a * b over the limbs of a; gives the carry. */
static limb add_product_plain(limb *r, const limb *a, limb b) {
    limb carry = 0;
    for (int i = 0; i < FIELD_LIMBS; i++) {
        wide sum = (wide)a[i] * b + r[i] + carry;
        r[i] = (limb)sum;
        carry = (limb)(sum >> 64);
    }
    return carry;
}

#if defined(__x86_64__) && defined(__GNUC__)

/* The same with two carry chains at once; the processor is asked whether it can. */
#define STEP(at, low, high, before)                                                                         \
    "mulxq " #at "(%[a]), %[" #low "], %[" #high "]\n\t"                                                    \
    "adcxq %[" #before "], %[" #low "]\n\t"                                                                 \
    "adoxq " #at "(%[r]), %[" #low "]\n\t"                                                                  \
    "movq %[" #low "], " #at "(%[r])\n\t"
#define PAIR(first, second) STEP(first, low, odd, even) STEP(second, low, even, odd)
#define EIGHT(a, b, c, d, e, f, g, h) PAIR(a, b) PAIR(c, d) PAIR(e, f) PAIR(g, h)

static limb add_product_adx(limb *r, const limb *a, limb b) {
    limb low, odd, even = 0;
    __asm__("testq %%rax, %%rax\n\t" /* both carries clear */
            EIGHT(0, 8, 16, 24, 32, 40, 48, 56)
            EIGHT(64, 72, 80, 88, 96, 104, 112, 120)
            EIGHT(128, 136, 144, 152, 160, 168, 176, 184)
            EIGHT(192, 200, 208, 216, 224, 232, 240, 248)
            "movl $0, %k[low]\n\t"
            "adcxq %[low], %[even]\n\t"
            "adoxq %[low], %[even]\n\t"
            : [low] "=&r"(low), [odd] "=&r"(odd), [even] "+&r"(even)
            : [r] "r"(r), [a] "r"(a), "d"(b)
            : "cc", "memory");
    return even;
}

int field_is_fast(void) {
    unsigned int a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 8 & 1) && (b >> 19 & 1); /* BMI2 and ADX */
}

#else
#define add_product_adx add_product_plain
int field_is_fast(void) { return 0; }
#endif

static limb subtract(limb *out, const limb *a, const limb *b) {
    limb borrow = 0;
    for (int i = 0; i < FIELD_LIMBS; i++) {
        wide difference = (wide)a[i] - b[i] - borrow;
        out[i] = (limb)difference;
        borrow = (limb)(difference >> 64) & 1;
    }
    return borrow;
}

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE limb add_product(int fast, limb *r, const limb *a, limb b) {
    return fast ? add_product_adx(r, a, b) : add_product_plain(r, a, b);
}

/* Montgomery's reduction of a product of 64 limbs. */
ALWAYS_INLINE void reduce(int fast, const field *f, number out, limb *t) {
    limb top = 0;
    for (int i = 0; i < FIELD_LIMBS; i++) {
        limb carry = add_product(fast, t + i, f->modulus, t[i] * f->inverse);
        wide sum = (wide)t[i + FIELD_LIMBS] + carry + top;
        t[i + FIELD_LIMBS] = (limb)sum;
        top = (limb)(sum >> 64);
    }
    number less;
    limb borrow = subtract(less, t + FIELD_LIMBS, f->modulus);
    memcpy(out, top >= borrow ? less : t + FIELD_LIMBS, sizeof(number));
}

ALWAYS_INLINE void product(int fast, const field *f, number out, const number a, const number b) {
    limb t[2 * FIELD_LIMBS];
    memset(t, 0, sizeof(number));
    for (int i = 0; i < FIELD_LIMBS; i++) t[i + FIELD_LIMBS] = add_product(fast, t + i, a, b[i]);
    reduce(fast, f, out, t);
}

void field_multiply(const field *f, number out, const number a, const number b) {
    if (f->fast) product(1, f, out, a, b);
    else product(0, f, out, a, b);
}

static void from_bytes(number out, const uint8_t *bytes) {
    for (int i = 0; i < FIELD_LIMBS; i++) {
        out[i] = 0;
        for (int j = 0; j < 8; j++) out[i] |= (limb)bytes[8 * i + j] << (8 * j);
    }
}

int field_load(const field *f, number out, const uint8_t *bytes) {
    number plain, rest;
    limb any = 0;
    from_bytes(plain, bytes);
    for (int i = 0; i < FIELD_LIMBS; i++) any |= plain[i];
    if (!any || !subtract(rest, plain, f->modulus)) return 0;
    field_multiply(f, out, plain, f->square);
    return 1;
}

void field_store(const field *f, uint8_t *bytes, const number in) {
    limb t[2 * FIELD_LIMBS] = {0};
    number plain;
    memcpy(t, in, sizeof(number));
    reduce(0, f, plain, t);
    for (int i = 0; i < FIELD_BYTES; i++) bytes[i] = (uint8_t)(plain[i / 8] >> (8 * (i % 8)));
}

int field_is_one(const field *f, const number in) { return memcmp(in, f->one, sizeof(number)) == 0; }

/* R and R^2 modulo the modulus, by doubling 1. */
static void doubled(const field *f, number out, int times) {
    for (int k = 0; k < times; k++) {
        limb carry = 0;
        number twice, less;
        for (int i = 0; i < FIELD_LIMBS; i++) {
            twice[i] = (out[i] << 1) | carry;
            carry = out[i] >> 63;
        }
        limb borrow = subtract(less, twice, f->modulus);
        memcpy(out, carry >= borrow ? less : twice, sizeof(number));
    }
}

static void fill_table(const field *f, number (*rows)[ENTRIES], const number base) {
    number step;
    memcpy(step, base, sizeof step);
    for (int row = 0; row < WINDOWS; row++) {
        memcpy(rows[row][0], step, sizeof step);
        for (int entry = 1; entry < ENTRIES; entry++) field_multiply(f, rows[row][entry], rows[row][entry - 1], step);
        field_multiply(f, step, rows[row][ENTRIES - 1], step);
    }
}

int field_prepare(field *f, const uint8_t *modulus, const uint8_t *generator, const uint8_t *key) {
    number base;
    from_bytes(f->modulus, modulus);
    f->fast = field_is_fast();
    limb inverse = 1;
    for (int i = 0; i < 6; i++) inverse *= 2 - f->modulus[0] * inverse;
    f->inverse = (limb)0 - inverse;
    memset(f->one, 0, sizeof f->one);
    f->one[0] = 1;
    doubled(f, f->one, 64 * FIELD_LIMBS);
    memcpy(f->square, f->one, sizeof f->one);
    doubled(f, f->square, 64 * FIELD_LIMBS);
    f->tables = malloc(2 * sizeof *f->tables);
    if (!f->tables) return 0;
    for (int table = 0; table < 2; table++) {
        if (!field_load(f, base, table ? key : generator)) return 0;
        fill_table(f, f->tables[table], base);
    }
    return 1;
}

void field_table_power(const field *f, number out, int table, const uint8_t *exponent) {
    memcpy(out, f->one, sizeof(number));
    for (int row = 0; row < WINDOWS; row++)
        if (exponent[row]) field_multiply(f, out, out, f->tables[table][row][exponent[row] - 1]);
}

/* Yao: every digit of every exponent throws the running square into its bucket; buckets are added up at the end. */
void field_powers(const field *f, number *out, const number base, const uint8_t *const *exponents, int count) {
    number buckets[AT_ONCE][15], chain, sum;
    uint16_t used[AT_ONCE] = {0};
    memcpy(chain, base, sizeof chain);
    for (int digit = 0; digit < 2 * SCALAR_BYTES; digit++) {
        if (digit)
            for (int i = 0; i < 4; i++) field_multiply(f, chain, chain, chain);
        for (int k = 0; k < count; k++) {
            int value = (exponents[k][digit / 2] >> (4 * (digit % 2))) & 15;
            if (!value) continue;
            limb *bucket = buckets[k][value - 1];
            if (used[k] >> value & 1) field_multiply(f, bucket, bucket, chain);
            else memcpy(bucket, chain, sizeof chain);
            used[k] |= (uint16_t)(1 << value);
        }
    }
    for (int k = 0; k < count; k++) {
        int started = 0;
        memcpy(out[k], f->one, sizeof(number));
        for (int value = 15; value; value--) {
            if (used[k] >> value & 1) {
                if (started) field_multiply(f, sum, sum, buckets[k][value - 1]);
                else memcpy(sum, buckets[k][value - 1], sizeof sum);
                started = 1;
            }
            if (started) field_multiply(f, out[k], out[k], sum);
        }
    }
}
