/* Powers for checking proofs, over public data only: running time depends on the input.

   Both groups offer the same: fixed-base tables for the generator g and one election key y, and, for a base with
   several exponents at once, one chain of squarings that serves them all (Yao's method). */

#ifndef TINNHIEM_KERNEL_H
#define TINNHIEM_KERNEL_H

#include <stdint.h>

#define SCALAR_BYTES 32
#define WINDOWS 32       /* windows of eight bits in a fixed-base table */
#define ENTRIES 255      /* powers 1 to 255 of a window */
#define AT_ONCE 4        /* exponents that share one chain of squarings */

typedef uint64_t limb;
typedef unsigned __int128 wide;

/* --- integers modulo an odd number of 2048 bits ------------------------------------------------------------- */

#define FIELD_BYTES 256
#define FIELD_LIMBS 32

typedef limb number[FIELD_LIMBS];

typedef struct {
    number modulus, one, square;    /* 1 and R^2 in Montgomery's form, R = 2^2048 */
    limb inverse;                   /* -1/modulus modulo 2^64 */
    int fast;                       /* whether the processor has two carry chains */
    number (*tables)[WINDOWS][ENTRIES]; /* powers of g, then of y */
} field;

int field_is_fast(void);
int field_prepare(field *f, const uint8_t *modulus, const uint8_t *generator, const uint8_t *key);
int field_load(const field *f, number out, const uint8_t *bytes);      /* 0 unless 0 < bytes < modulus */
void field_store(const field *f, uint8_t *bytes, const number in);
int field_is_one(const field *f, const number in);
void field_multiply(const field *f, number out, const number a, const number b);
void field_powers(const field *f, number *out, const number base, const uint8_t *const *exponents, int count);
void field_table_power(const field *f, number out, int table, const uint8_t *exponent);

/* --- edwards25519 in extended coordinates -------------------------------------------------------------------- */

#define POINT_BYTES 32

typedef limb element[5];                       /* modulo 2^255 - 19, five limbs of 51 bits */
typedef struct { element x, y, z, t; } point;
typedef struct { element sum, difference, z, t; } ready; /* y + x, y - x, 2z, 2dt: prepared for adding */

typedef struct {
    ready (*tables)[WINDOWS][ENTRIES];
} curve;

int curve_prepare(curve *c, const uint8_t *generator, const uint8_t *key);
int point_load(point *out, const uint8_t *bytes);                      /* 0 unless canonical and on the curve */
void points_store(uint8_t *bytes, const point *points, int count);
int point_is_neutral(const point *p);
void point_add(point *out, const point *a, const point *b);
void point_powers(point *out, const point *base, const uint8_t *const *exponents, int count);
void curve_table_power(const curve *c, point *out, int table, const uint8_t *exponent);

#endif
