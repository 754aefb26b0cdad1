#include "window-fixture.h"

/* ONNX: SAME makes ceil (in ÷ stride) outputs; an odd pad goes where the name says. */
static void
pad_automatically (TestWindow *self, int axis)
{
  int total = 0;

  if (!g_str_equal (self->auto_pad, "VALID"))
    {
      while ((self->in[axis] + total - self->reach[axis]) < 0
             || (self->in[axis] + total - self->reach[axis]) / self->stride[axis] + 1
                    < (self->in[axis] + self->stride[axis] - 1) / self->stride[axis])
        total++;
    }
  self->before[axis] = total / 2;
  if (g_str_equal (self->auto_pad, "SAME_LOWER"))
    self->before[axis] = (total + 1) / 2;
  self->after[axis] = total - self->before[axis];
}

void
test_window_random (TestWindow *self, int max_in, int max_pad)
{
  static const char *const auto_pads[]
      = { NULL, NULL, NULL, "SAME_UPPER", "SAME_LOWER", "VALID", NULL };
  gboolean fits;

  do
    {
      fits = TRUE;
      self->auto_pad = auto_pads[test_random_int (0, 6)];
      for (int i = 0; i < 2; i++)
        {
          int room;

          self->in[i] = test_random_int (1, max_in);
          self->kernel[i] = test_random_int (1, 5);
          self->stride[i] = test_random_int (1, 3);
          self->dilation[i] = test_random_int (0, 2) == 0 ? test_random_int (2, 3) : 1;
          self->reach[i] = (self->kernel[i] - 1) * self->dilation[i] + 1;
          self->before[i] = test_random_int (0, max_pad);
          self->after[i] = test_random_int (0, max_pad);
          if (self->auto_pad != NULL)
            pad_automatically (self, i);
          room = self->in[i] + self->before[i] + self->after[i] - self->reach[i];
          fits = fits && room >= 0;
          self->out[i] = room / self->stride[i] + 1;
        }
    }
  while (!fits);
}

char *
test_window_attributes (const TestWindow *self)
{
  g_autofree char *pads = self->auto_pad != NULL
                              ? g_strdup_printf ("auto_pad=%s", self->auto_pad)
                              : g_strdup_printf ("pads=[%d,%d,%d,%d]", self->before[0],
                                                 self->before[1], self->after[0], self->after[1]);

  return g_strdup_printf ("kernel_shape=[%d,%d] strides=[%d,%d] dilations=[%d,%d] %s",
                          self->kernel[0], self->kernel[1], self->stride[0], self->stride[1],
                          self->dilation[0], self->dilation[1], pads);
}
