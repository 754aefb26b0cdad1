#include "nn/ops/view.h"

#include <string.h>

gboolean
vanity_view_infer_same (VanityCall *call, GError **error)
{
  return vanity_call_set_output (call, 0, call->inputs[0].type, &call->inputs[0].shape, error);
}

void
vanity_view_forward (VanityCall *call)
{
  const VanityTensor *in = &call->inputs[0];

  if (call->outputs[0].data != in->data)
    memcpy (call->outputs[0].data, in->data,
            vanity_shape_get_elements (&in->shape) * vanity_data_type_get_size (in->type));
}
