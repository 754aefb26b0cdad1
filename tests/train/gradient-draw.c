#include "gradient.h"

#if defined(__SANITIZE_ADDRESS__)
#define DRAWS_LEFT_OUT 4
#else
#define DRAWS_LEFT_OUT 1
#endif
/* So many times as many draws among slow tests. */
#define SLOW_DRAWS 5
/* One in so many shapes has more elements than one thread alone is given. */
#define ONE_IS_LARGE 20
#define SHARED 90000

int
gradient_count_draws (int count)
{
  return MAX (count * (g_test_slow () ? SLOW_DRAWS : 1) / DRAWS_LEFT_OUT, 1);
}

gboolean
gradient_draw_once_in (int times)
{
  return test_random_int (1, times) == 1;
}

int
gradient_draw_channels (void)
{
  return test_channels[test_random_int (0, test_n_channels - 1)];
}

void
gradient_grow (VanityShape *shape, int axis)
{
  shape->dim[axis] *= SHARED / vanity_shape_get_elements (shape) + 1;
}

VanityShape
gradient_draw_shape (int min_rank, int max_rank)
{
  VanityShape shape = { .rank = test_random_int (min_rank, max_rank) };

  for (int i = 0; i < shape.rank; i++)
    shape.dim[i] = test_random_int (1, shape.rank > 3 ? 5 : 7);
  if (gradient_draw_once_in (2))
    shape.dim[shape.rank - 1] = gradient_draw_channels ();
  if (gradient_draw_once_in (ONE_IS_LARGE))
    gradient_grow (&shape, test_random_int (0, shape.rank - 1));
  return shape;
}

void
gradient_draw_kinds (GradientInput *inputs)
{
  int which = test_random_int (0, 5);

  inputs[0].kind = which == 0 ? GRADIENT_FIXED_INPUT : GRADIENT_INPUT;
  inputs[1].kind = which == 1 ? GRADIENT_FIXED_CONSTANT : GRADIENT_PARAMETER;
}
