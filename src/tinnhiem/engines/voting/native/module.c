/* The Python face of the kernel: two types with the same two methods. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#include "kernel.h"

#define ROW_BYTES (3 * SCALAR_BYTES)

typedef struct { PyObject_HEAD uint8_t order[SCALAR_BYTES]; field f; } FieldTables;
typedef struct { PyObject_HEAD uint8_t order[SCALAR_BYTES]; curve c; } EdwardsTables;

static int has_size(const Py_buffer *buffer, Py_ssize_t size) {
    if (buffer->len == size) return 1;
    PyErr_SetString(PyExc_ValueError, "a number has the wrong size");
    return 0;
}

/* A = g^r alpha^c and B = y^r beta^c g^s for each row (c, r, s); 0 where membership fails. */
static int field_pairs(FieldTables *self, const uint8_t *const *bases, const uint8_t *rows, int count,
                       int membership, uint8_t *out) {
    const field *f = &self->f;
    for (int half = 0; half < 2; half++) {
        number base, powers[AT_ONCE], result;
        if (!field_load(f, base, bases[half])) return 0;
        for (int first = membership ? -1 : 0; first < count; first += AT_ONCE) {
            const uint8_t *exponents[AT_ONCE];
            int taken = 0;
            for (int i = first; i < count && taken < AT_ONCE; i++)
                exponents[taken++] = i < 0 ? self->order : rows + i * ROW_BYTES;
            field_powers(f, powers, base, exponents, taken);
            for (int k = 0; k < taken; k++) {
                if (first + k < 0) {
                    if (!field_is_one(f, powers[k])) return 0;
                    continue;
                }
                const uint8_t *row = rows + (first + k) * ROW_BYTES;
                field_table_power(f, result, half, row + SCALAR_BYTES);
                field_multiply(f, result, result, powers[k]);
                if (half) {
                    field_table_power(f, powers[k], 0, row + 2 * SCALAR_BYTES);
                    field_multiply(f, result, result, powers[k]);
                }
                field_store(f, out + (2 * (first + k) + half) * FIELD_BYTES, result);
            }
        }
    }
    return 1;
}

static int edwards_pairs(EdwardsTables *self, const uint8_t *const *bases, const uint8_t *rows, int count,
                         int membership, uint8_t *out) {
    point *results = PyMem_RawMalloc((size_t)(2 * count + 1) * sizeof *results);
    int holds = results != NULL;
    for (int half = 0; half < 2 && holds; half++) {
        point base, powers[AT_ONCE];
        holds = point_load(&base, bases[half]);
        for (int first = membership ? -1 : 0; first < count && holds; first += AT_ONCE) {
            const uint8_t *exponents[AT_ONCE];
            int taken = 0;
            for (int i = first; i < count && taken < AT_ONCE; i++)
                exponents[taken++] = i < 0 ? self->order : rows + i * ROW_BYTES;
            point_powers(powers, &base, exponents, taken);
            for (int k = 0; k < taken && holds; k++) {
                if (first + k < 0) {
                    holds = point_is_neutral(&powers[k]);
                    continue;
                }
                const uint8_t *row = rows + (first + k) * ROW_BYTES;
                point *result = &results[2 * (first + k) + half];
                curve_table_power(&self->c, result, half, row + SCALAR_BYTES);
                point_add(result, result, &powers[k]);
                if (half) {
                    curve_table_power(&self->c, &powers[k], 0, row + 2 * SCALAR_BYTES);
                    point_add(result, result, &powers[k]);
                }
            }
        }
    }
    if (holds && count) points_store(out, results, 2 * count);
    PyMem_RawFree(results);
    return holds;
}

typedef int (*pairs_function)(PyObject *, const uint8_t *const *, const uint8_t *, int, int, uint8_t *);

static PyObject *pairs(PyObject *self, PyObject *arguments, Py_ssize_t size, pairs_function compute) {
    Py_buffer alpha, beta, rows;
    int membership, holds = 0;
    PyObject *out = NULL;
    if (!PyArg_ParseTuple(arguments, "y*y*y*i", &alpha, &beta, &rows, &membership)) return NULL;
    if (rows.len % ROW_BYTES == 0 && has_size(&alpha, size) && has_size(&beta, size)) {
        int count = (int)(rows.len / ROW_BYTES);
        out = PyBytes_FromStringAndSize(NULL, 2 * count * size);
        if (out) {
            const uint8_t *bases[2] = {alpha.buf, beta.buf};
            uint8_t *raw = (uint8_t *)PyBytes_AS_STRING(out);
            Py_BEGIN_ALLOW_THREADS
            holds = compute(self, bases, rows.buf, count, membership, raw);
            Py_END_ALLOW_THREADS
        }
    } else if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "rows hold three scalars each");
    }
    PyBuffer_Release(&alpha);
    PyBuffer_Release(&beta);
    PyBuffer_Release(&rows);
    if (out && !holds) {
        Py_DECREF(out);
        Py_RETURN_NONE;
    }
    return out;
}

/* g^response base^challenge: the first half of a row without a shift. */
static PyObject *commitment(PyObject *self, PyObject *arguments, Py_ssize_t size, pairs_function compute) {
    Py_buffer base, challenge, response;
    PyObject *out = NULL;
    uint8_t row[ROW_BYTES] = {0}, raw[2 * FIELD_BYTES];
    if (!PyArg_ParseTuple(arguments, "y*y*y*", &base, &challenge, &response)) return NULL;
    if (has_size(&base, size) && has_size(&challenge, SCALAR_BYTES) && has_size(&response, SCALAR_BYTES)) {
        memcpy(row, challenge.buf, SCALAR_BYTES);
        memcpy(row + SCALAR_BYTES, response.buf, SCALAR_BYTES);
        const uint8_t *bases[2] = {base.buf, base.buf};
        if (compute(self, bases, row, 1, 0, raw)) out = PyBytes_FromStringAndSize((char *)raw, size);
        else PyErr_SetString(PyExc_ValueError, "the base is no element");
    }
    PyBuffer_Release(&base);
    PyBuffer_Release(&challenge);
    PyBuffer_Release(&response);
    return out;
}

static int field_product(FieldTables *self, const uint8_t *factors, Py_ssize_t count, uint8_t *out) {
    number result, factor;
    memcpy(result, self->f.one, sizeof result);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!field_load(&self->f, factor, factors + i * FIELD_BYTES)) return 0;
        field_multiply(&self->f, result, result, factor);
    }
    field_store(&self->f, out, result);
    return 1;
}

static int edwards_product(EdwardsTables *Py_UNUSED(self), const uint8_t *factors, Py_ssize_t count, uint8_t *out) {
    point result = {{0}, {1}, {1}, {0}}, factor;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!point_load(&factor, factors + i * POINT_BYTES)) return 0;
        point_add(&result, &result, &factor);
    }
    points_store(out, &result, 1);
    return 1;
}

typedef int (*product_function)(PyObject *, const uint8_t *, Py_ssize_t, uint8_t *);

static PyObject *product(PyObject *self, PyObject *arguments, Py_ssize_t size, product_function compute) {
    Py_buffer factors;
    PyObject *out = NULL;
    uint8_t raw[FIELD_BYTES];
    if (!PyArg_ParseTuple(arguments, "y*", &factors)) return NULL;
    if (factors.len % size == 0 && compute(self, factors.buf, factors.len / size, raw))
        out = PyBytes_FromStringAndSize((char *)raw, size);
    else PyErr_SetString(PyExc_ValueError, "a factor is no element");
    PyBuffer_Release(&factors);
    return out;
}

#define METHODS(Type, size, compute, multiply)                                                                        \
    static PyObject *Type##_pairs(PyObject *self, PyObject *arguments) {                                    \
        return pairs(self, arguments, size, (pairs_function)compute);                                       \
    }                                                                                                       \
    static PyObject *Type##_commitment(PyObject *self, PyObject *arguments) {                               \
        return commitment(self, arguments, size, (pairs_function)compute);                                  \
    }                                                                                                       \
    static PyObject *Type##_product(PyObject *self, PyObject *arguments) {                                  \
        return product(self, arguments, size, (product_function)multiply);                                  \
    }                                                                                                       \
    static PyMethodDef Type##_methods[] = {                                                                 \
        {"pairs", Type##_pairs, METH_VARARGS, "pairs(alpha, beta, rows, membership) -> bytes | None"},      \
        {"commitment", Type##_commitment, METH_VARARGS, "commitment(base, challenge, response) -> bytes"},  \
        {"product", Type##_product, METH_VARARGS, "product(factors) -> bytes"},                             \
        {NULL, NULL, 0, NULL}};

METHODS(FieldTables, FIELD_BYTES, field_pairs, field_product)
METHODS(EdwardsTables, POINT_BYTES, edwards_pairs, edwards_product)

static PyObject *FieldTables_new(PyTypeObject *type, PyObject *arguments, PyObject *Py_UNUSED(keywords)) {
    Py_buffer modulus, order, generator, key;
    if (!PyArg_ParseTuple(arguments, "y*y*y*y*", &modulus, &order, &generator, &key)) return NULL;
    FieldTables *self = (FieldTables *)type->tp_alloc(type, 0);
    if (self && has_size(&modulus, FIELD_BYTES) && has_size(&order, SCALAR_BYTES) &&
        has_size(&generator, FIELD_BYTES) && has_size(&key, FIELD_BYTES)) {
        memcpy(self->order, order.buf, SCALAR_BYTES);
        if (!field_prepare(&self->f, modulus.buf, generator.buf, key.buf))
            PyErr_SetString(PyExc_ValueError, "no tables for these bases");
    }
    PyBuffer_Release(&modulus);
    PyBuffer_Release(&order);
    PyBuffer_Release(&generator);
    PyBuffer_Release(&key);
    if (PyErr_Occurred()) Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *EdwardsTables_new(PyTypeObject *type, PyObject *arguments, PyObject *Py_UNUSED(keywords)) {
    Py_buffer order, generator, key;
    if (!PyArg_ParseTuple(arguments, "y*y*y*", &order, &generator, &key)) return NULL;
    EdwardsTables *self = (EdwardsTables *)type->tp_alloc(type, 0);
    if (self && has_size(&order, SCALAR_BYTES) && has_size(&generator, POINT_BYTES) && has_size(&key, POINT_BYTES)) {
        memcpy(self->order, order.buf, SCALAR_BYTES);
        if (!curve_prepare(&self->c, generator.buf, key.buf))
            PyErr_SetString(PyExc_ValueError, "no tables for these bases");
    }
    PyBuffer_Release(&order);
    PyBuffer_Release(&generator);
    PyBuffer_Release(&key);
    if (PyErr_Occurred()) Py_CLEAR(self);
    return (PyObject *)self;
}

static void FieldTables_dealloc(PyObject *self) {
    free(((FieldTables *)self)->f.tables);
    Py_TYPE(self)->tp_free(self);
}

static void EdwardsTables_dealloc(PyObject *self) {
    free(((EdwardsTables *)self)->c.tables);
    Py_TYPE(self)->tp_free(self);
}

#define TYPE(Type, doc)                                                                                     \
    static PyTypeObject Type##_type = {                                                                     \
        PyVarObject_HEAD_INIT(NULL, 0).tp_name = "tinnhiem.engines.voting._kernel." #Type,                  \
        .tp_basicsize = sizeof(Type),                                                                       \
        .tp_doc = doc,                                                                                      \
        .tp_flags = Py_TPFLAGS_DEFAULT,                                                                     \
        .tp_new = Type##_new,                                                                               \
        .tp_dealloc = Type##_dealloc,                                                                       \
        .tp_methods = Type##_methods,                                                                       \
    };

TYPE(FieldTables, "Powers modulo a number of 2048 bits.")
TYPE(EdwardsTables, "Powers on edwards25519.")

static PyObject *has_fast_field(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    return PyBool_FromLong(field_is_fast());
}

static PyMethodDef functions[] = {
    {"has_fast_field", has_fast_field, METH_NOARGS, "Whether FieldTables outrun GMP on this processor."},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernel", "Powers for checking proofs; public data only.", -1, functions,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && (PyModule_AddType(module, &FieldTables_type) || PyModule_AddType(module, &EdwardsTables_type)))
        Py_CLEAR(module);
    return module;
}
