/* Batches: order, random numbers, threads, beginning anywhere, errors, cancelling. */
#include "train/batch.h"

#include "toy.h"

#include <string.h>

#define COUNT 23
#define SIZE 5

typedef struct
{
  int fails;                 /* atomic: the sample that cannot be had; −1: none */
  int calls;                 /* atomic */
  GCancellable *cancellable; /* is cancelled by the sample `fails` */
} Source;

/* Place 0: the index and two random numbers; place 1: the index. */
static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  Source *self = data;

  g_atomic_int_inc (&self->calls);
  if (g_atomic_int_get (&self->fails) == index && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (g_atomic_int_get (&self->fails) == index)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "“%d.png” cannot be read", index);
      return FALSE;
    }
  places[0][0] = places[1][0] = index;
  places[0][1] = vanity_random_uniform (random);
  places[0][2] = vanity_random_uniform (random);
  return TRUE;
}

static VanityBatches *
make_batches (Source *source, gboolean whole, gboolean in_order, int threads, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  VanitySource samples
      = { .count = COUNT, .n_places = 2, .sizes = { 3, 1 }, .write = write_sample, .data = source };
  VanityBatchOptions options
      = { .size = SIZE, .seed = seed, .whole = whole, .in_order = in_order, .threads = threads };
  VanityBatches *batches = vanity_batches_new (&samples, &options, source->cancellable, &error);

  g_assert_no_error (error);
  return batches;
}

static const VanityBatch *
get_next (VanityBatches *batches)
{
  g_autoptr (GError) error = NULL;
  const VanityBatch *batch = vanity_batches_next (batches, &error);

  g_assert_no_error (error);
  return batch;
}

static void
test_order (void)
{
  Source source = { .fails = -1 };
  g_autoptr (VanityBatches) batches = make_batches (&source, TRUE, FALSE, 1, 7);
  int orders[3][COUNT];
  float random[3][COUNT]; /* of each sample, in each epoch */

  g_assert_cmpint (vanity_batches_get_steps (batches), ==, 5);
  for (int epoch = 0; epoch < 3; epoch++)
    {
      int seen[COUNT] = { 0 };

      for (int step = 0; step < 5; step++)
        {
          const VanityBatch *batch = get_next (batches);

          g_assert_cmpint (batch->epoch, ==, epoch);
          g_assert_cmpint (batch->step, ==, step);
          g_assert_cmpint (batch->size, ==, SIZE);
          g_assert_cmpint (batch->count, ==, step < 4 ? 5 : 3);
          for (int i = 0; i < SIZE; i++)
            {
              int index = batch->samples[i];

              g_assert_cmpfloat (batch->places[0][3 * i], ==, index);
              g_assert_cmpfloat (batch->places[1][i], ==, index);
              if (i < batch->count)
                {
                  seen[index]++;
                  orders[epoch][step * SIZE + i] = index;
                  random[epoch][index] = batch->places[0][3 * i + 1];
                }
              else
                {
                  g_assert_cmpint (index, ==, batch->samples[2]);
                  g_assert_cmpmem (batch->places[0] + 3 * i, 12, batch->places[0] + 6, 12);
                }
            }
        }
      for (int i = 0; i < COUNT; i++)
        g_assert_cmpint (seen[i], ==, 1);
    }
  g_assert_true (memcmp (orders[0], orders[1], sizeof orders[0]) != 0);
  g_assert_true (memcmp (orders[1], orders[2], sizeof orders[0]) != 0);
  for (int i = 0; i < COUNT; i++)
    {
      g_assert_cmpfloat (random[0][i], !=, random[1][i]);
      g_assert_cmpfloat (random[0][i], !=, random[0][(i + 1) % COUNT]);
    }
}

static void
test_in_order (void)
{
  Source source = { .fails = -1 };
  g_autoptr (VanityBatches) batches = make_batches (&source, FALSE, TRUE, 2, 7);

  /* The three samples that fill no batch are left out. */
  g_assert_cmpint (vanity_batches_get_steps (batches), ==, 4);
  for (int i = 0; i < 8; i++)
    {
      const VanityBatch *batch = get_next (batches);

      for (int k = 0; k < SIZE; k++)
        g_assert_cmpint (batch->samples[k], ==, i % 4 * SIZE + k);
    }
}

static void
assert_same (const VanityBatch *one, const VanityBatch *other)
{
  g_assert_cmpint (one->epoch, ==, other->epoch);
  g_assert_cmpint (one->step, ==, other->step);
  g_assert_cmpmem (one->samples, SIZE * sizeof (int), other->samples, SIZE * sizeof (int));
  g_assert_cmpmem (one->places[0], 3 * SIZE * sizeof (float), other->places[0],
                   3 * SIZE * sizeof (float));
}

/* Whoever prepares them, and wherever one begins, batches are the same. */
static void
test_repeats (void)
{
  Source source = { .fails = -1 };

  for (int threads = 0; threads < 5; threads++)
    {
      g_autoptr (VanityBatches) plain = make_batches (&source, FALSE, FALSE, 0, 3);
      g_autoptr (VanityBatches) batches = make_batches (&source, FALSE, FALSE, threads, 3);
      g_autoptr (VanityBatches) later = make_batches (&source, FALSE, FALSE, threads, 3);

      get_next (later);
      vanity_batches_seek (later, 5, 2);
      for (int i = 0; i < 40; i++)
        {
          const VanityBatch *expected = get_next (plain);

          assert_same (get_next (batches), expected);
          if (i >= 5 * 4 + 2)
            assert_same (get_next (later), expected);
        }
      /* Back again, many times: what was being prepared is dropped. */
      for (int i = 0; i < 200; i++)
        {
          vanity_batches_seek (batches, i % 3, i % 4);
          vanity_batches_seek (plain, i % 3, i % 4);
          assert_same (get_next (batches), get_next (plain));
        }
    }
}

static void
test_seed (void)
{
  Source source = { .fails = -1 };
  g_autoptr (VanityBatches) one = make_batches (&source, FALSE, FALSE, 1, 1);
  g_autoptr (VanityBatches) other = make_batches (&source, FALSE, FALSE, 1, 2);

  g_assert_cmpint (memcmp (get_next (one)->samples, get_next (other)->samples, SIZE * sizeof (int)),
                   !=, 0);
}

/* Batches are prepared while the caller has one: as many as threads, and one more. */
static void
test_ahead (void)
{
  Source source = { .fails = -1 };
  g_autoptr (VanityBatches) batches = make_batches (&source, FALSE, FALSE, 1, 1);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  get_next (batches);
  while (g_atomic_int_get (&source.calls) < 3 * SIZE && g_get_monotonic_time () < end)
    g_usleep (1000);
  g_assert_cmpint (g_atomic_int_get (&source.calls), ==, 3 * SIZE);
  g_usleep (20000);
  g_assert_cmpint (g_atomic_int_get (&source.calls), ==, 3 * SIZE);
}

/* The batch with the sample fails, on the thread that asks, each time until it can be had. */
static void
test_sample_fails (void)
{
  for (int threads = 0; threads < 3; threads++)
    {
      Source source = { .fails = 12 };
      g_autoptr (VanityBatches) batches = make_batches (&source, FALSE, TRUE, threads, 1);
      g_autoptr (GError) error = NULL;

      get_next (batches);
      get_next (batches);
      for (int i = 0; i < 2; i++)
        {
          g_assert_null (vanity_batches_next (batches, &error));
          test_assert_error (&error, VANITY_ERROR_FILE, "“12.png” cannot be read");
        }
      g_atomic_int_set (&source.fails, -1);
      vanity_batches_seek (batches, 0, 2);
      g_assert_cmpint (get_next (batches)->samples[2], ==, 12);
    }
}

static void
test_cancelled (void)
{
  for (int threads = 0; threads < 3; threads++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Source source = { .fails = 12, .cancellable = cancellable };
      g_autoptr (VanityBatches) batches = make_batches (&source, FALSE, TRUE, threads, 1);
      g_autoptr (GError) error = NULL;

      while (vanity_batches_next (batches, &error) != NULL)
        ;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_atomic_int_get (&source.calls), <, 6 * SIZE);
    }
}

static void
test_fill (void)
{
  g_autoptr (Toy) toy = toy_new (4, 1, 1, 1);
  const VanityBatch *batch = get_next (toy->batches);

  vanity_batch_fill (batch, toy->learner, 0);
  g_assert_cmpmem (vanity_learner_get_input (toy->learner, 0),
                   TOY_BATCH * TOY_SIDE * TOY_SIDE * 2 * sizeof (float), batch->places[0],
                   TOY_BATCH * TOY_SIDE * TOY_SIDE * 2 * sizeof (float));
  for (int i = 0; i < TOY_BATCH; i++)
    g_assert_cmpfloat (vanity_learner_get_input (toy->learner, 1)[i], ==,
                       batch->samples[i] % TOY_CLASSES);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  VanitySource source = { .count = 4, .n_places = 1, .sizes = { 3 }, .write = write_sample };
  VanityBatchOptions options = { .size = 5 };

  g_assert_null (vanity_batches_new (&source, &options, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE,
                     "There can be no batch of 5 samples where there are 4");
  options.whole = TRUE;
  source.count = 0;
  g_assert_null (vanity_batches_new (&source, &options, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "no batch of 5 samples");
  source.count = 4;
  source.sizes[0] = G_MAXINT64 / 8;
  g_assert_null (vanity_batches_new (&source, &options, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_LIMIT, "at most 8 places");
  options.size = 0;
  source.sizes[0] = 1;
  g_assert_null (vanity_batches_new (&source, &options, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "no batch of 0 samples");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/batch/order", test_order);
  test_add ("/train/batch/in-order", test_in_order);
  test_add ("/train/batch/repeats", test_repeats);
  test_add ("/train/batch/seed", test_seed);
  test_add ("/train/batch/ahead", test_ahead);
  test_add ("/train/batch/sample-fails", test_sample_fails);
  test_add ("/train/batch/cancelled", test_cancelled);
  test_add ("/train/batch/fill", test_fill);
  test_add ("/train/batch/refused", test_refused);
  return g_test_run ();
}
