#include "networks.h"

static VanityValueId
add_normalized (Net *net, VanityValueId x, const NetConv *conv)
{
  return net_batch_norm (net, net_conv (net, x, conv));
}

static VanityValueId
add_activated (Net *net, VanityValueId x, const NetConv *conv)
{
  return net_clip (net, add_normalized (net, x, conv), 0, 6);
}

/* Widened `expansion` times, filtered channel by channel, narrowed again. */
static VanityValueId
add_block (Net *net, VanityValueId x, int in, int out, int expansion, int stride)
{
  int wide = in * expansion;
  VanityValueId y = x;

  if (expansion > 1)
    y = add_activated (net, y, &(NetConv){ wide, 1, 1, 0 });
  y = add_activated (net, y, &(NetConv){ wide, 3, stride, 1, .group = wide });
  y = add_normalized (net, y, &(NetConv){ out, 1, 1, 0 });
  return stride == 1 && in == out ? net_add_pair (net, "Add", x, y) : y;
}

void
networks_add_mobilenet_v2 (Net *net)
{
  static const struct
  {
    int expansion, channels, count, stride;
  } stages[] = { { 1, 16, 1, 1 }, { 6, 24, 2, 2 },  { 6, 32, 3, 2 }, { 6, 64, 4, 2 },
                 { 6, 96, 3, 1 }, { 6, 160, 3, 2 }, { 6, 320, 1, 1 } };
  VanityValueId x = net_add_input (net, 3, 224, 224);
  int channels = 32;

  x = add_activated (net, x, &(NetConv){ channels, 3, 2, 1 });
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    for (int k = 0; k < stages[i].count; k++)
      {
        x = add_block (net, x, channels, stages[i].channels, stages[i].expansion,
                       k == 0 ? stages[i].stride : 1);
        channels = stages[i].channels;
      }
  x = add_activated (net, x, &(NetConv){ 1280, 1, 1, 0 });
  x = net_flatten (net, net_add (net, "GlobalAveragePool", x));
  net_add_output (net, net_dense (net, x, 1000));
}
