#include "head/head-refine.h"

#define SIDE 32
#define FINE (2 * SIDE)
#define CELLS (SIDE * SIDE)

typedef struct
{
  float coarse[VANITY_HEAD_N_CLASSES * CELLS], guide[4 * CELLS];
  float fine[4 * VANITY_HEAD_N_CLASSES * CELLS];
} Fixture;

/* Hair above an edge that the map has a cell too low, softly; the photo has it at `edge`, in fine
 * cells. */
static Fixture *
new_fixture (int edge)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  for (int i = 0; i < CELLS; i++)
    {
      double hair = CLAMP (0.5 + 0.25 * ((edge / 2.0 + 1) - (i / SIDE + 0.5)), 0, 1);

      fixture->coarse[VANITY_HEAD_HAIR * CELLS + i] = (float)hair;
      fixture->coarse[VANITY_HEAD_SKIN * CELLS + i] = (float)(1 - hair);
    }
  for (int i = 0; i < 4 * CELLS; i++)
    fixture->guide[i] = i / FINE < edge ? 0.1f : 0.7f;
  return fixture;
}

/* Edges go where the photo has them: nearer than they were. */
static void
test_edge (void)
{
  const int edge = 31;
  g_autofree Fixture *fixture = new_fixture (edge);
  double before = 0, after = 0;

  vanity_head_refine (fixture->coarse, SIDE, fixture->guide, fixture->fine);
  for (int y = 0; y < FINE; y++)
    {
      int x = FINE / 2;
      double is = y < edge;

      before += ABS ((double)fixture->coarse[VANITY_HEAD_HAIR * CELLS + y / 2 * SIDE + x / 2] - is);
      after += ABS ((double)fixture->fine[VANITY_HEAD_HAIR * 4 * CELLS + y * FINE + x] - is);
    }
  g_assert_cmpfloat (after, <, 0.85 * before);
}

static void
test_sum (void)
{
  g_autofree Fixture *fixture = new_fixture (20);

  vanity_head_refine (fixture->coarse, SIDE, fixture->guide, fixture->fine);
  for (int i = 0; i < 4 * CELLS; i++)
    {
      double sum = 0;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        {
          g_assert_true (fixture->fine[k * 4 * CELLS + i] >= 0);
          sum += (double)fixture->fine[k * 4 * CELLS + i];
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
    }
}

/* Without edges in the photo the map stays what it was, only larger; and small parts always. */
static void
test_plain (void)
{
  g_autofree Fixture *fixture = g_new0 (Fixture, 1);

  for (int i = 0; i < CELLS; i++)
    {
      fixture->coarse[VANITY_HEAD_LIPS * CELLS + i] = i % SIDE >= SIDE / 2;
      fixture->coarse[VANITY_HEAD_SKIN * CELLS + i] = i % SIDE < SIDE / 2;
    }
  for (int i = 0; i < 4 * CELLS; i++)
    fixture->guide[i] = 0.5f;
  vanity_head_refine (fixture->coarse, SIDE, fixture->guide, fixture->fine);
  for (int y = 0; y < FINE; y++)
    {
      const float *lips = fixture->fine + VANITY_HEAD_LIPS * 4 * CELLS + y * FINE;

      g_assert_cmpfloat (lips[SIDE - 8], <, 0.01f);
      g_assert_cmpfloat (lips[SIDE + 8], >, 0.99f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/refine/edge", test_edge);
  g_test_add_func ("/head/refine/sum", test_sum);
  g_test_add_func ("/head/refine/plain", test_plain);
  return g_test_run ();
}
