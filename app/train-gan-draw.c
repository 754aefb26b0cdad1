#include "train-gan-draw.h"

#include "image/photo.h"
#include "nn/executor.h"
#include "train-gan.h"

#include <stdio.h>
#include <string.h>

/* Runs by which the averaged generator's statistics are taken. */
#define MEASURES 50
#define ROW 10 /* digits in a row of a picture, and rows */
#define DRAWN (ROW * ROW)

void
vanity_gan_fill_noise (VanityRandom *random, float *noise, int count)
{
  for (int i = 0; i < count * VANITY_GAN_NOISE; i++)
    noise[i] = (float)vanity_random_normal (random);
}

VanityGraph *
vanity_gan_new_drawing (const VanityGanDrawing *self, int count, GError **error)
{
  int n_statistics = vanity_learner_get_n_statistics (self->learner);
  guint64 run = vanity_learner_get_run (self->learner);
  g_autofree float **kept = g_new (float *, n_statistics + 1);
  g_autoptr (VanityGraph) graph = vanity_gan_new_generator (count, error);
  VanityRandom random;
  gboolean done;

  if (!graph)
    return NULL;
  for (int i = 0; i < n_statistics; i++)
    {
      const VanityParameter *statistic = vanity_learner_get_statistic (self->learner, i);

      kept[i] = g_memdup2 (statistic->values, statistic->count * sizeof (float));
    }
  vanity_random_init (&random, 0);
  vanity_average_swap (self->average);
  for (int i = 0; i < MEASURES; i++)
    {
      vanity_gan_fill_noise (&random, vanity_learner_get_input (self->learner, 1), self->batch);
      vanity_learner_forward (self->learner, TRUE);
    }
  done = vanity_learner_copy_parameters (self->learner, graph, error);
  vanity_average_swap (self->average);
  for (int i = 0; i < n_statistics; i++)
    {
      const VanityParameter *statistic = vanity_learner_get_statistic (self->learner, i);

      memcpy (statistic->values, kept[i], statistic->count * sizeof (float));
      g_free (kept[i]);
    }
  vanity_learner_set_run (self->learner, run);
  return done ? g_steal_pointer (&graph) : NULL;
}

/* Ten rows of ten digits, light on dark. */
static gboolean
save_picture (const float *drawn, const char *path, GError **error)
{
  int side = ROW * VANITY_DIGIT_SIDE;
  g_autoptr (VanityImage) image
      = vanity_image_new (side, side, 8, vanity_color_space_get_srgb (), error);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!image)
    return FALSE;
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        int digit = y / VANITY_DIGIT_SIDE * ROW + x / VANITY_DIGIT_SIDE;
        int pixel = y % VANITY_DIGIT_SIDE * VANITY_DIGIT_SIDE + x % VANITY_DIGIT_SIDE;
        float ink = drawn[digit * VANITY_DIGIT_PIXELS + pixel];
        guint8 *rgba = vanity_image_row (image, y) + (gsize)x * 4;

        memset (rgba, (int)(CLAMP (ink, 0.0f, 1.0f) * 255.0f + 0.5f), 3);
        rgba[3] = 255;
      }
  photo = vanity_photo_new_from_image (image, path);
  return vanity_photo_save (photo, image, file, NULL, NULL, error);
}

static void
print_verdict (const VanityVerdict *verdict)
{
  printf ("judged %d: %.1f %% surer than %.1f; ", verdict->count,
          100.0 * verdict->sure / verdict->count, VANITY_JUDGE_SURE);
  for (int i = 0; i < VANITY_DIGIT_CLASSES; i++)
    printf ("%s%d: %d", i > 0 ? ", " : "", i, verdict->classes[i]);
  printf ("\n");
}

gboolean
vanity_gan_draw (const VanityGanDrawing *self, int count, const char *path, GError **error)
{
  g_autoptr (VanityExecutor) executor = NULL;
  VanityVerdict verdict = { 0 };
  VanityGraph *graph;
  VanityRandom random;

  if (!path && !self->judge)
    return TRUE;
  graph = vanity_gan_new_drawing (self, DRAWN, error);
  executor = graph ? vanity_executor_new (graph, NULL, error) : NULL;
  if (!executor)
    return FALSE;
  vanity_random_init (&random, 1);
  for (int at = 0; at < count; at += DRAWN)
    {
      vanity_gan_fill_noise (&random, vanity_executor_get_input (executor, 0), DRAWN);
      vanity_executor_run (executor, NULL, NULL);
      if (at == 0 && path && !save_picture (vanity_executor_get_output (executor, 0), path, error))
        return FALSE;
      if (!self->judge)
        break;
      vanity_judge_look (self->judge, vanity_executor_get_output (executor, 0), DRAWN, &verdict);
    }
  if (self->judge)
    print_verdict (&verdict);
  fflush (stdout);
  return TRUE;
}
