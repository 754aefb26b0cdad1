/* Loads a model made by a test, runs it and compares. */
#pragma once

#include "model/model.h"
#include "tflite-writer.h"

G_BEGIN_DECLS

/* Numbers in [−1, 1), the same for the same seed. Free with g_free (). */
float *random_floats (guint32 seed, int n_values);

/* Loads, runs on the first input and gives output 0, which must have `n_expected` elements. Free
 * with g_free (). */
float *run_model (TfliteWriter *writer, const float *input, int n_expected);

/* Fails the test unless all are within `tolerance`. */
void assert_near (const float *values, const float *expected, int n_values, float tolerance);

/* Fails the test unless reading fails with that code and a message with `part` in it. */
void assert_refused (TfliteWriter *writer, int code, const char *part);

G_END_DECLS
