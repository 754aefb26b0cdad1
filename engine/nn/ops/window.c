#include "nn/ops/window.h"

/* Larger than any real kernel, stride or padding; keeps all sums here far below 2³¹. */
#define MAX_STEP (1 << 14)

enum
{
  AUTO_PAD_NOTSET,
  AUTO_PAD_SAME_UPPER,
  AUTO_PAD_SAME_LOWER,
  AUTO_PAD_VALID,
};

static const char *const auto_pads[] = { "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID", NULL };

/* A list over space with `count` entries in [min, MAX_STEP], `value` each when it is absent. */
static gboolean
get_list (const VanityCall *call, const char *name, int count, gint64 min, gint64 value,
          gint64 *values, gboolean *present, GError **error)
{
  int n_values;

  if (!vanity_call_get_ints (call, name, count, values, &n_values, error))
    return FALSE;
  if (n_values >= 0 && n_values != count)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“%s” must have %d values, not %d",
                             name, count, n_values);
  for (int i = 0; i < count; i++)
    {
      if (n_values < 0)
        values[i] = value;
      else if (values[i] < min || values[i] > MAX_STEP)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "“%s” has %" G_GINT64_FORMAT ", but must be from %" G_GINT64_FORMAT
                                 " to %d",
                                 name, values[i], min, MAX_STEP);
    }
  if (present != NULL)
    *present = n_values >= 0;
  return TRUE;
}

/* All that does not depend on the direction. `pads` is [top, left, bottom, right]. */
static gboolean
infer_common (const VanityCall *call, const VanityShape *input, const gint64 *kernel,
              VanityWindow *window, gint64 *pads, int *auto_pad, GError **error)
{
  gint64 sizes[2], strides[2], dilations[2];
  gboolean has_sizes;

  if (!get_list (call, "kernel_shape", 2, 1, 0, sizes, &has_sizes, error)
      || !get_list (call, "strides", 2, 1, 1, strides, NULL, error)
      || !get_list (call, "dilations", 2, 1, 1, dilations, NULL, error)
      || !get_list (call, "pads", 4, 0, 0, pads, NULL, error)
      || !vanity_call_get_choice (call, "auto_pad", AUTO_PAD_NOTSET, auto_pads, auto_pad, error))
    return FALSE;

  if (!has_sizes && kernel == NULL)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“kernel_shape” is missing");
  for (int i = 0; i < 2; i++)
    {
      if (has_sizes && kernel != NULL && sizes[i] != kernel[i])
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "“kernel_shape” says %" G_GINT64_FORMAT
                                 ", but the weights have %" G_GINT64_FORMAT,
                                 sizes[i], kernel[i]);
      if (kernel != NULL)
        sizes[i] = kernel[i];
      if (sizes[i] < 1 || sizes[i] > MAX_STEP)
        return vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                                 "its kernel is %" G_GINT64_FORMAT " long, but can be from 1 to %d",
                                 sizes[i], MAX_STEP);
      if (*auto_pad != AUTO_PAD_NOTSET)
        pads[i] = pads[2 + i] = 0;
      window->kernel[i] = sizes[i];
      window->stride[i] = strides[i];
      window->dilation[i] = dilations[i];
      window->in[i] = input->dim[1 + i];
    }
  return TRUE;
}

gboolean
vanity_window_infer (const VanityCall *call, const VanityShape *input, const gint64 *kernel,
                     VanityWindow *window, GError **error)
{
  gint64 pads[4];
  int auto_pad;

  if (!infer_common (call, input, kernel, window, pads, &auto_pad, error))
    return FALSE;

  for (int i = 0; i < 2; i++)
    {
      gint64 reach = (gint64)(window->kernel[i] - 1) * window->dilation[i] + 1;
      gint64 in = window->in[i];
      gint64 out;

      if (auto_pad == AUTO_PAD_SAME_UPPER || auto_pad == AUTO_PAD_SAME_LOWER)
        {
          gint64 total;

          out = (in + window->stride[i] - 1) / window->stride[i];
          total = MAX ((out - 1) * window->stride[i] + reach - in, 0);
          pads[i] = auto_pad == AUTO_PAD_SAME_UPPER ? total / 2 : total - total / 2;
          pads[2 + i] = total - pads[i];
        }
      else
        {
          gint64 room = in + pads[i] + pads[2 + i] - reach;

          out = room < 0 ? 0 : room / window->stride[i] + 1;
        }
      if (out < 1)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "its kernel reaches over %" G_GINT64_FORMAT
                                 ", more than the padded input of %" G_GINT64_FORMAT,
                                 reach, in + pads[i] + pads[2 + i]);
      window->before[i] = pads[i];
      window->after[i] = pads[2 + i];
      window->out[i] = out;
    }
  return TRUE;
}

gboolean
vanity_window_infer_transposed (const VanityCall *call, const VanityShape *input,
                                const gint64 *kernel, VanityWindow *window, GError **error)
{
  gint64 pads[4], extra[2], sizes[2];
  gboolean has_sizes;
  int auto_pad;

  if (!infer_common (call, input, kernel, window, pads, &auto_pad, error)
      || !get_list (call, "output_padding", 2, 0, 0, extra, NULL, error)
      || !get_list (call, "output_shape", 2, 1, 0, sizes, &has_sizes, error))
    return FALSE;

  for (int i = 0; i < 2; i++)
    {
      gint64 reach = (gint64)(window->kernel[i] - 1) * window->dilation[i] + 1;
      gint64 full = (gint64)window->stride[i] * (window->in[i] - 1) + extra[i] + reach;
      gint64 out;

      if (has_sizes || auto_pad == AUTO_PAD_SAME_UPPER || auto_pad == AUTO_PAD_SAME_LOWER)
        {
          gint64 total;

          out = has_sizes ? sizes[i] : (gint64)window->in[i] * window->stride[i];
          total = MAX (full - out, 0);
          /* With a size alone ONNX has what is odd in front, too. */
          pads[i] = auto_pad == AUTO_PAD_SAME_UPPER ? total / 2 : total - total / 2;
          pads[2 + i] = total - pads[i];
        }
      else
        {
          out = full - pads[i] - pads[2 + i];
        }
      if (out < 1 || out > VANITY_MAX_ELEMENTS)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "its output would be %" G_GINT64_FORMAT " long", out);
      window->before[i] = pads[i];
      window->after[i] = pads[2 + i];
      window->out[i] = out;
    }
  return TRUE;
}
