#include "transfer/model.h"

#include "base/error.h"
#include "base/random.h"
#include "folder.h"
#include "model/onnx-write.h"
#include "portrait.h"
#include "stand-in.h"
#include "transfer/generator.h"

#include <math.h>
#include <string.h>

#define SIZE 64
#define TEXELS (SIZE * SIZE)

static VanityTransferModel *
make_model (StandIn kind, GError **error)
{
  return vanity_transfer_model_new (stand_in_new (SIZE, kind), "stand-in.onnx", error);
}

static VanityTransferFace
get_face (const VanityTexture *texture)
{
  return (VanityTransferFace){ texture->rgb, texture->visibility };
}

/* What the stand-in says comes out, of one texel's channel. */
static double
get_expected (const VanityAtlas *atlas, const VanityTexture *source, const VanityTexture *reference,
              int i, int k)
{
  static const struct
  {
    VanityAtlasRegion region;
    double share;
  } covered[] = { { VANITY_ATLAS_LIPS, 0.8 },
                  { VANITY_ATLAS_LIDS, 0.5 },
                  { VANITY_ATLAS_BROWS, 0.4 },
                  { VANITY_ATLAS_CHEEKS, 0.3 } };
  double own = vanity_srgb_from_linear (CLAMP (source->rgb[k * TEXELS + i], 0, 1));
  double other = vanity_srgb_from_linear (CLAMP (reference->rgb[k * TEXELS + i], 0, 1));
  double lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS)[i] * source->visibility[i];
  double coverage = 0;

  for (guint r = 0; r < G_N_ELEMENTS (covered); r++)
    coverage += covered[r].share * vanity_atlas_get_region (atlas, covered[r].region)[i]
                * source->visibility[i];
  own += coverage * (other - own);
  return own * (1 - 0.2 * lips) + 0.05 * lips;
}

/* The change lays on the face what the model made of it; what is hidden, and what is no makeup,
 * stays to the bit. */
static void
test_result (void)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *source = stand_in_face (0xe8c0a8, NULL, SIZE);
  VanityTexture *reference = stand_in_face (
      0x8a5a40, "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": 1", SIZE);
  g_autofree float *layer = g_new (float, VANITY_PAINT_PLANES *TEXELS);
  g_autofree float *out = g_new (float, 3 * TEXELS);
  double worst = 0;
  int changed = 0;

  if (source == NULL || reference == NULL)
    return;
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);
  g_autoptr (VanityTransferModel) model = make_model (STAND_IN_WHOLE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_transfer_model_get_size (model), ==, SIZE);
  g_assert_cmpstr (vanity_transfer_model_get_name (model), ==, "stand-in.onnx");
  for (int i = 0; i < TEXELS; i++)
    if (i % SIZE < SIZE / 4)
      source->visibility[i] = 0;
  VanityTransferFace face = get_face (source), other = get_face (reference);
  g_autoptr (VanityChange) change
      = vanity_transfer_model_run (model, &face, &other, layer, NULL, &error);
  g_assert_no_error (error);
  vanity_change_apply (change, source->rgb, NULL, out);
  for (int i = 0; i < TEXELS; i++)
    for (int k = 0; k < 3; k++)
      {
        double expected = get_expected (atlas, source, reference, i, k);
        double is = vanity_srgb_from_linear (out[k * TEXELS + i]);

        if (source->visibility[i] <= 0)
          g_assert_cmpfloat (out[k * TEXELS + i], ==, source->rgb[k * TEXELS + i]);
        worst = MAX (worst, fabs (is - CLAMP (expected, 0, 1)));
        changed += out[k * TEXELS + i] != source->rgb[k * TEXELS + i];
      }
  g_test_message ("the change differs from the model's result by %.4f ÷ 255 at most; %d of %d "
                  "values changed",
                  worst * 255, changed, 3 * TEXELS);
  g_assert_cmpfloat (worst, <, 1.0 / 255);
  g_assert_cmpint (changed, >, 3 * TEXELS / 20);
  vanity_texture_free (source);
  vanity_texture_free (reference);
}

/* The generator itself, untaught, from a file: within the same bound, and bit by bit again. */
static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "own.onnx", NULL);
  VanityTexture *source = stand_in_face (0xc8967a, NULL, SIZE);
  VanityRandom random;

  if (source == NULL)
    {
      fixture_remove (g_steal_pointer (&folder));
      return;
    }
  vanity_random_init (&random, 3);
  g_autoptr (VanityGraph) graph = vanity_generator_new_graph (SIZE, 1, &random, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_onnx_save (graph, path, &error));
  g_autoptr (VanityTransferModel) model = vanity_transfer_model_load (path, &error);
  g_assert_no_error (error);
  VanityTransferFace face = get_face (source);
  g_autoptr (VanityChange) change
      = vanity_transfer_model_run (model, &face, &face, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (VanityChange) again
      = vanity_transfer_model_run (model, &face, &face, NULL, NULL, &error);
  g_assert_true (stand_in_same (change, again));
  fixture_remove (g_steal_pointer (&folder));
  vanity_texture_free (source);
}

/* Each way of not keeping to the contract is told in words, with the file and what is amiss. */
static void
test_contract (void)
{
  static const struct
  {
    StandIn kind;
    const char *names;
  } wrong[] = { { STAND_IN_MISNAMED, "reference" },
                { STAND_IN_MORE, "5 inputs" },
                { STAND_IN_CHANNELS, "1×64×64×4" },
                { STAND_IN_SILENT, "correction" },
                { STAND_IN_TWO, "2×64×64×3" } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_model (wrong[i].kind, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "stand-in.onnx"));
      g_assert_nonnull (strstr (error->message, wrong[i].names));
    }
  for (int size = 16; size <= 48; size += 32)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          vanity_transfer_model_new (stand_in_new (size, STAND_IN_WHOLE), "odd.onnx", &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "power of two"));
    }
}

/* What is no number goes nowhere. */
static void
test_unbounded (void)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *source = stand_in_face (0xc8967a, NULL, SIZE);

  if (source == NULL)
    return;
  g_autoptr (VanityTransferModel) model = make_model (STAND_IN_UNBOUNDED, &error);
  g_assert_no_error (error);
  VanityTransferFace face = get_face (source);
  g_assert_null (vanity_transfer_model_run (model, &face, &face, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "laid"));
  vanity_texture_free (source);
}

static void
test_hostile (void)
{
  static const char *const texts[] = { "", "no model", "TFL3TFL3TFL3TFL3TFL3", "\x08\x08\x3a\xff" };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "hostile.onnx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = stand_in_new (SIZE, STAND_IN_WHOLE);
  g_autoptr (GBytes) whole = vanity_onnx_write (graph, &error);
  gsize size = g_bytes_get_size (whole);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      fixture_write (path, bytes);
      g_assert_null (vanity_transfer_model_load (path, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "hostile.onnx"));
      g_clear_error (&error);
    }
  /* Cut off anywhere: an error, or never less than a whole model. */
  for (gsize cut = 1; cut < size; cut += MAX (size / 60, 1))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, cut);

      fixture_write (path, bytes);
      g_assert_null (vanity_transfer_model_load (path, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_null (vanity_transfer_model_load (folder, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (vanity_transfer_model_load ("/no/such/model.onnx", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  fixture_remove (g_steal_pointer (&folder));
}

/* One in the folder of models goes before the one that comes with Vanity; where neither is, that is
 * said. */
static void
test_shipped (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, VANITY_TRANSFER_MODEL_FILE, NULL);
  g_autofree char *before = g_strdup (g_getenv ("VANITY_MODELS"));
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = stand_in_new (SIZE, STAND_IN_WHOLE);
  g_autoptr (VanityTransferModel) shipped = NULL;

  g_setenv ("VANITY_MODELS", folder, TRUE);
  shipped = vanity_transfer_model_load (NULL, &error);
  if (shipped != NULL)
    {
      g_autoptr (VanityTransferModel) again = vanity_transfer_model_load (NULL, NULL);

      g_assert_cmpstr (vanity_transfer_model_get_name (shipped), ==, VANITY_TRANSFER_MODEL_FILE);
      g_assert_true (again == shipped);
    }
  else
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_assert_nonnull (strstr (error->message, VANITY_TRANSFER_MODEL_FILE));
      g_clear_error (&error);
    }
  g_assert_true (vanity_onnx_save (graph, path, &error));
  g_autoptr (VanityTransferModel) own = vanity_transfer_model_load (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_transfer_model_get_size (own), ==, SIZE);
  g_assert_cmpstr (vanity_transfer_model_get_name (own), ==, path);
  if (before != NULL)
    g_setenv ("VANITY_MODELS", before, TRUE);
  else
    g_unsetenv ("VANITY_MODELS");
  fixture_remove (g_steal_pointer (&folder));
}

typedef struct
{
  VanityTransferModel *model;
  const VanityTexture *source, *reference;
} Work;

static gpointer
run (gpointer data)
{
  const Work *work = data;
  VanityTransferFace face = get_face (work->source), other = get_face (work->reference);

  return vanity_transfer_model_run (work->model, &face, &other, NULL, NULL, NULL);
}

/* Threads share a model, and nobody sees another's numbers. */
static void
test_threads (void)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *faces[2]
      = { stand_in_face (0xe8c0a8, NULL, SIZE), stand_in_face (0x6b4530, NULL, SIZE) };
  VanityChange *alone[2];
  GThread *threads[8];
  Work work[2];

  if (faces[0] == NULL || faces[1] == NULL)
    return;
  g_autoptr (VanityTransferModel) model = make_model (STAND_IN_WHOLE, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      work[i] = (Work){ model, faces[i], faces[1 - i] };
      alone[i] = run (&work[i]);
    }
  g_assert_false (stand_in_same (alone[0], alone[1]));
  for (int i = 0; i < 8; i++)
    threads[i] = g_thread_new ("model", run, &work[i % 2]);
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (VanityChange) change = g_thread_join (threads[i]);

      g_assert_true (stand_in_same (change, alone[i % 2]));
    }
  for (int i = 0; i < 2; i++)
    {
      vanity_change_free (alone[i]);
      vanity_texture_free (faces[i]);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  VanityTexture *source = stand_in_face (0xc8967a, NULL, SIZE);

  if (source == NULL)
    return;
  g_autoptr (VanityTransferModel) model = make_model (STAND_IN_WHOLE, &error);
  g_assert_no_error (error);
  VanityTransferFace face = get_face (source);
  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_transfer_model_run (model, &face, &face, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  vanity_texture_free (source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer-model/result", test_result);
  g_test_add_func ("/transfer-model/file", test_file);
  g_test_add_func ("/transfer-model/contract", test_contract);
  g_test_add_func ("/transfer-model/unbounded", test_unbounded);
  g_test_add_func ("/transfer-model/hostile", test_hostile);
  g_test_add_func ("/transfer-model/shipped", test_shipped);
  g_test_add_func ("/transfer-model/threads", test_threads);
  g_test_add_func ("/transfer-model/cancel", test_cancel);
  return g_test_run ();
}
