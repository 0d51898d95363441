<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Seedance Desktop makes clips with your own key. It is free software.</source>
        <translation>Seedance Desktop 用你自己的密钥生成视频，是自由软件。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>使用组件</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Own routes</source>
        <translation>自定义线路</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>错误报告</translation>
    </message>
    <message>
        <source>Your own route files</source>
        <translation>自定义线路文件</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be used and were skipped. All other routes work.</source>
        <translation>
            <numerusform>%n 个文件无法使用，已跳过；其他线路不受影响。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your own files is in use.</source>
        <translation>
            <numerusform>正在使用 %n 个自定义线路文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>There are none. A route file in the folder above adds a route or replaces one.</source>
        <translation>暂无。把线路文件放进上面的文件夹，即可新增或替换线路。</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>暂无。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Undo sending</source>
        <translation>撤回发送</translation>
    </message>
    <message>
        <source>Choose a route</source>
        <translation>选择线路</translation>
    </message>
    <message>
        <source>Write the prompt</source>
        <translation>编写提示词</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索片库</translation>
    </message>
    <message>
        <source>Clips without an answer</source>
        <translation>查看没有回应的视频</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Assets and reviews</source>
        <translation>素材与审核</translation>
    </message>
    <message>
        <source>Ledger: what was spent</source>
        <translation>账本：花费明细</translation>
    </message>
    <message>
        <source>What if something goes wrong…</source>
        <translation>演练：万一出错怎么办</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Spending caps</source>
        <translation>花费上限</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show or hide the form</source>
        <translation>显示或隐藏表单</translation>
    </message>
    <message>
        <source>Show or hide the library</source>
        <translation>显示或隐藏片库</translation>
    </message>
    <message>
        <source>Light appearance</source>
        <translation>浅色外观</translation>
    </message>
    <message>
        <source>Dark appearance</source>
        <translation>深色外观</translation>
    </message>
    <message>
        <source>Start a new clip</source>
        <translation>新建视频</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>send make create render</source>
        <comment>other words that find the command</comment>
        <translation>发送 提交 制作 渲染 send make create render generate</translation>
    </message>
    <message>
        <source>cancel stop</source>
        <comment>other words that find the command</comment>
        <translation>取消 停止 撤回 cancel stop undo</translation>
    </message>
    <message>
        <source>model</source>
        <comment>other words that find the command</comment>
        <translation>模型 model route</translation>
    </message>
    <message>
        <source>find filter</source>
        <comment>other words that find the command</comment>
        <translation>查找 寻找 筛选 find filter search</translation>
    </message>
    <message>
        <source>lost uncertain charged maybe missing</source>
        <comment>other words that find the command</comment>
        <translation>丢失 不明 不确定 扣费 失踪 lost uncertain charged missing</translation>
    </message>
    <message>
        <source>shortcuts help</source>
        <comment>other words that find the command</comment>
        <translation>快捷键 帮助 shortcuts help keys</translation>
    </message>
    <message>
        <source>money cost balance refund receipt bill csv</source>
        <comment>other words that find the command</comment>
        <translation>钱 费用 消费 支出 余额 退款 退费 扣费 凭证 账单 账目 money cost spend balance refund receipt bill csv ledger</translation>
    </message>
    <message>
        <source>rehearse rehearsal lost test try refund</source>
        <comment>other words that find the command</comment>
        <translation>演练 演习 万一 假如 出错 丢失 测试 退款 what rehearse lost test</translation>
    </message>
    <message>
        <source>money cost</source>
        <comment>other words that find the command</comment>
        <translation>钱 费用 单价 money cost price</translation>
    </message>
    <message>
        <source>money limit budget undo</source>
        <comment>other words that find the command</comment>
        <translation>钱 额度 限额 限制 预算 消费 撤销 money cap limit budget spend undo</translation>
    </message>
    <message>
        <source>preferences profile key address network proxy</source>
        <comment>other words that find the command</comment>
        <translation>偏好 配置 密钥 地址 网络 代理 preferences settings profile key address network proxy</translation>
    </message>
    <message>
        <source>empty clear</source>
        <comment>other words that find the command</comment>
        <translation>清空 新建 empty clear new</translation>
    </message>
    <message>
        <source>exit close</source>
        <comment>other words that find the command</comment>
        <translation>关闭 quit exit close</translation>
    </message>
</context>
<context>
    <name>AssetPage</name>
    <message>
        <source>Submit for review</source>
        <translation>送审</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>素材</translation>
    </message>
    <message>
        <source>Close the assets</source>
        <translation>关闭素材</translation>
    </message>
    <message>
        <source>Submit files…</source>
        <translation>送审文件…</translation>
    </message>
    <message>
        <source>Which review</source>
        <translation>哪种审核</translation>
    </message>
    <message>
        <source>Nothing is in review</source>
        <translation>没有送审的素材</translation>
    </message>
    <message>
        <source>Files for routes that need a review are submitted by themselves, once, and kept here.</source>
        <translation>需要审核的线路会自动送审所用的文件，每个文件只审核一次，结果保存在这里。</translation>
    </message>
    <message>
        <source>To submit beforehand, choose a review above and drop files here.</source>
        <translation>想提前送审，请在上方选择审核方式，再把文件拖到这里。</translation>
    </message>
</context>
<context>
    <name>AssetRow</name>
    <message>
        <source>Use as reference</source>
        <translation>用作参考</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>重新送审</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>{name} 的更多操作</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>Copy its address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>AssetWords</name>
    <message>
        <source>Full review</source>
        <translation>满血版审核</translation>
    </message>
    <message>
        <source>SP library</source>
        <translation>SP 素材库</translation>
    </message>
    <message>
        <source>Real person</source>
        <translation>真人认证</translation>
    </message>
    <message>
        <source>Needed for every file on {routes}.</source>
        <translation>{routes}使用的每个文件都需要。</translation>
    </message>
    <message>
        <source>Kept by the service for {routes}; not required there.</source>
        <translation>由服务保存，供{routes}使用，并非必需。</translation>
    </message>
    <message>
        <source>Needed for pictures of real people on {routes}.</source>
        <translation>{routes}中使用真人照片时需要。</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>正在上传</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>正在送审</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Not submitted</source>
        <translation>未送审</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between names in a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Billing</name>
    <message>
        <source>per task</source>
        <translation>按次计费</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>按秒计费</translation>
    </message>
    <message>
        <source>%1–%2 s</source>
        <translation>%1–%2 秒</translation>
    </message>
    <message>
        <source>without a unit</source>
        <translation>未注明单位</translation>
    </message>
    <message>
        <source>per million tokens</source>
        <translation>按百万词元计费</translation>
    </message>
    <message>
        <source>per 10,000 characters</source>
        <translation>按万字符计费</translation>
    </message>
    <message>
        <source>by use</source>
        <translation>按用量计费</translation>
    </message>
</context>
<context>
    <name>Capabilities</name>
    <message>
        <source>Reference images</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>First and last frame</source>
        <translation>首尾帧</translation>
    </message>
    <message>
        <source>Reference videos</source>
        <translation>参考视频</translation>
    </message>
    <message>
        <source>Reference audio</source>
        <translation>参考音频</translation>
    </message>
    <message>
        <source>%1: not taken</source>
        <translation>%1：不支持</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word, such as cost, key or lost.</source>
        <translation>没有这样的命令。换个词试试，例如“费用”“密钥”“丢失”。</translation>
    </message>
    <message>
        <source>While the player has the focus</source>
        <translation>焦点在播放器上时</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Back, pause, forward</source>
        <translation>后退、暂停、快进</translation>
    </message>
    <message>
        <source>One frame back or forward</source>
        <translation>后退或前进一帧</translation>
    </message>
    <message>
        <source>To the beginning or the end</source>
        <translation>跳到开头或结尾</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>静音或取消静音</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Original and copy</source>
        <translation>原文件与副本</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>副本</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Bring it back</source>
        <translation>恢复草稿</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>保存凭据</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>播放（空格）</translation>
    </message>
    <message>
        <source>One frame back (←)</source>
        <translation>后退一帧（←）</translation>
    </message>
    <message>
        <source>One frame on (→)</source>
        <translation>前进一帧（→）</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>播放位置</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>总时长</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation>全屏（F）</translation>
    </message>
</context>
<context>
    <name>CropPicker</name>
    <message>
        <source>Part of the picture that is kept</source>
        <translation>保留的画面</translation>
    </message>
    <message>
        <source>Arrows move the frame, with Shift further; + and − size it.</source>
        <translation>方向键移动裁剪框，按住 Shift 移得更远；+ 和 − 调整大小。</translation>
    </message>
</context>
<context>
    <name>EmptyLibrary</name>
    <message>
        <source>Nothing here</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No take fits the search and the tab.</source>
        <translation>没有符合搜索和筛选条件的视频。</translation>
    </message>
    <message>
        <source>Your takes will be here</source>
        <translation>生成的视频会出现在这里</translation>
    </message>
    <message>
        <source>Saved in {folder} as soon as they are done.</source>
        <translation>完成后自动保存到 {folder}。</translation>
    </message>
    <message>
        <source>Saved to your disk as soon as they are done.</source>
        <translation>完成后自动保存到本机。</translation>
    </message>
</context>
<context>
    <name>EndedPage</name>
    <message>
        <source>Charged</source>
        <translation>是否扣费</translation>
    </message>
    <message>
        <source>Sending it again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>发送的内容</translation>
    </message>
    <message>
        <source>What would have been sent</source>
        <translation>本来要发送的内容</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>服务返回的内容</translation>
    </message>
    <message>
        <source>Ask about it again</source>
        <translation>再查询一次</translation>
    </message>
    <message>
        <source>If the service knows it by now, the clip is fetched. Nothing is charged for that.</source>
        <translation>如果服务这时能找到它，就会取回视频。查询不收费。</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再查询</translation>
    </message>
    <message>
        <source>Change it and try again</source>
        <translation>修改后再试</translation>
    </message>
    <message>
        <source>The prompt, references and settings go back into the form. Nothing is sent yet.</source>
        <translation>提示词、素材和参数会回到表单，此时不会发送。</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>Done with it</source>
        <translation>不再需要</translation>
    </message>
    <message>
        <source>Take it off the list.</source>
        <translation>从列表中移除。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The clip was not made</source>
        <translation>视频未能生成</translation>
    </message>
    <message>
        <source>You closed it: it was never made, as far as you know.</source>
        <translation>你已将它关闭：据你确认，它并未生成。</translation>
    </message>
    <message>
        <source>It was stopped before anything was sent.</source>
        <translation>在发送之前就已停止。</translation>
    </message>
    <message>
        <source>The service gave no reason.</source>
        <translation>服务没有说明原因。</translation>
    </message>
</context>
<context>
    <name>FaultTeller</name>
    <message>
        <source>Show the report</source>
        <translation>查看报告</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Images</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>参考视频</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>参考音频</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Make your first clip</source>
        <translation>生成第一个视频</translation>
    </message>
    <message>
        <source>Pick a route</source>
        <translation>选择线路</translation>
    </message>
    <message>
        <source>Each has its own price, length and references. The form follows it.</source>
        <translation>每条线路的价格、时长和素材都不同，表单会随之变化。</translation>
    </message>
    <message>
        <source>Describe it, drop pictures, sound or video</source>
        <translation>描述画面，拖入图片、音频或视频</translation>
    </message>
    <message>
        <source>Type @ to say what each one is for.</source>
        <translation>输入 @ 说明每个素材的用途。</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>This is the sandbox: everything works, nothing is charged.</source>
        <translation>现在是沙盒：所有功能都可以用，不会扣费。</translation>
    </message>
    <message>
        <source>The price stands on the button before you press it.</source>
        <translation>点击之前，按钮上就会显示价格。</translation>
    </message>
    <message>
        <source>What if something goes wrong? Try it in the sandbox</source>
        <translation>万一出错会怎样？在沙盒里试一试</translation>
    </message>
    <message>
        <source>Or start from one of these</source>
        <translation>或者从示例开始</translation>
    </message>
    <message>
        <source>A paper boat rides a gutter after rain, low camera</source>
        <translation>雨后纸船顺着水沟漂流，低机位</translation>
    </message>
    <message>
        <source>Kites over an old harbour, telephoto, late sun</source>
        <translation>老港上空的风筝，长焦，夕阳</translation>
    </message>
</context>
<context>
    <name>FixPanel</name>
    <message>
        <source>Original</source>
        <translation>原文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Crop %1</source>
        <translation>裁剪 %1</translation>
    </message>
    <message>
        <source>Trim %1</source>
        <translation>截取 %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Adjust or compare</source>
        <translation>调整或对比</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Use the original</source>
        <translation>改用原文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>Fixer</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>FoundId</name>
    <message>
        <source>I found it in the console</source>
        <translation>我在控制台找到了它</translation>
    </message>
    <message>
        <source>Paste its task id and the program fetches the clip.</source>
        <translation>粘贴任务编号，程序会取回视频。</translation>
    </message>
    <message>
        <source>Paste id</source>
        <translation>粘贴编号</translation>
    </message>
    <message>
        <source>Task id from the console</source>
        <translation>控制台中的任务编号</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>任务编号</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>取回</translation>
    </message>
</context>
<context>
    <name>FramePair</name>
    <message>
        <source>First frame</source>
        <translation>首帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>尾帧</translation>
    </message>
    <message>
        <source>Swap the frames</source>
        <translation>互换首尾帧</translation>
    </message>
</context>
<context>
    <name>FramePicker</name>
    <message>
        <source>Use this frame</source>
        <translation>使用此帧</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>A paper boat on a pond</source>
        <translation>池塘上的一只纸船</translation>
    </message>
</context>
<context>
    <name>GuideStrip</name>
    <message>
        <source>What if: {story}</source>
        <translation>如果：{story}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>nothing is charged</source>
        <translation>不会扣费</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message numerus="yes">
        <source>%n in queue</source>
        <translation>
            <numerusform>队列 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message numerus="yes">
        <source>%n in review</source>
        <translation>
            <numerusform>%n 个审核中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 个未通过</numerusform>
        </translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>素材</translation>
    </message>
    <message>
        <source>Commands (Ctrl+K)</source>
        <translation>命令面板（Ctrl+K）</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Profiles and keys…</source>
        <translation>配置与密钥…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>All goes well</source>
        <translation>一切顺利</translation>
    </message>
    <message>
        <source>A slow queue</source>
        <translation>排队很久</translation>
    </message>
    <message>
        <source>Refused parameters</source>
        <translation>参数被拒绝</translation>
    </message>
    <message>
        <source>The answer is lost after sending</source>
        <translation>发送后收不到回应</translation>
    </message>
    <message>
        <source>Too many requests (429)</source>
        <translation>请求太频繁（429）</translation>
    </message>
    <message>
        <source>The service is down (503)</source>
        <translation>服务不可用（503）</translation>
    </message>
    <message>
        <source>A web page instead of an answer</source>
        <translation>返回的是网页</translation>
    </message>
    <message>
        <source>An unknown status word</source>
        <translation>状态无法识别</translation>
    </message>
    <message>
        <source>Moderation refuses the clip</source>
        <translation>审核拒绝生成的视频</translation>
    </message>
    <message>
        <source>Half a minute of storm, then calm</source>
        <translation>半分钟风暴，然后平静</translation>
    </message>
    <message>
        <source>A download breaks once</source>
        <translation>下载中断一次</translation>
    </message>
    <message>
        <source>A download always breaks</source>
        <translation>下载总是中断</translation>
    </message>
    <message>
        <source>A web page instead of the clip</source>
        <translation>下载到的是网页</translation>
    </message>
    <message>
        <source>The file changes while it is fetched</source>
        <translation>下载途中文件被换</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The link has expired</source>
        <translation>链接已失效</translation>
    </message>
    <message>
        <source>The link is dead and stays dead</source>
        <translation>链接失效且不再更新</translation>
    </message>
    <message>
        <source>A bare file name instead of a link</source>
        <translation>返回的只是文件名，不是链接</translation>
    </message>
    <message>
        <source>The balance is too low</source>
        <translation>余额不足</translation>
    </message>
    <message>
        <source>The line is reset after sending</source>
        <translation>发送后连接被重置</translation>
    </message>
    <message>
        <source>Half a status line</source>
        <translation>只收到半行状态</translation>
    </message>
    <message>
        <source>Only an interim answer</source>
        <translation>只收到中间响应</translation>
    </message>
    <message>
        <source>Half an answer</source>
        <translation>只收到一半回复</translation>
    </message>
    <message>
        <source>An answer that is not HTTP</source>
        <translation>回复不是 HTTP</translation>
    </message>
    <message>
        <source>The answer never comes</source>
        <translation>回复迟迟不来</translation>
    </message>
    <message>
        <source>The task is not listed at first (404)</source>
        <translation>任务起初查不到（404）</translation>
    </message>
    <message>
        <source>The clocks differ by nine hours</source>
        <translation>时钟相差九小时</translation>
    </message>
    <message>
        <source>The balance runs out at the third clip</source>
        <translation>到第三个视频时余额用尽</translation>
    </message>
    <message>
        <source>It costs twice what was shown</source>
        <translation>实扣是显示价格的两倍</translation>
    </message>
    <message>
        <source>The balance is not told</source>
        <translation>查不到余额</translation>
    </message>
    <message>
        <source>It fails, and the money comes back</source>
        <translation>失败，退款</translation>
    </message>
    <message>
        <source>It fails, and the money is gone</source>
        <translation>失败，不退款</translation>
    </message>
    <message>
        <source>The line closes, and no task was made</source>
        <translation>连接关闭，任务也没有创建</translation>
    </message>
    <message>
        <source>The line is reset in the middle of sending</source>
        <translation>发送途中连接被重置</translation>
    </message>
    <message>
        <source>The request is never read</source>
        <translation>请求一直没人读取</translation>
    </message>
    <message>
        <source>An answer that cannot be unpacked</source>
        <translation>回复无法解压</translation>
    </message>
    <message>
        <source>A web page after sending</source>
        <translation>发送后收到网页</translation>
    </message>
    <message>
        <source>An answer without a task id</source>
        <translation>回复中没有任务编号</translation>
    </message>
    <message>
        <source>A task id of the wrong kind</source>
        <translation>任务编号类型不对</translation>
    </message>
    <message>
        <source>Timed out at the service (408)</source>
        <translation>服务端超时（408）</translation>
    </message>
    <message>
        <source>A conflict (409)</source>
        <translation>冲突（409）</translation>
    </message>
    <message>
        <source>The service fails (500)</source>
        <translation>服务出错（500）</translation>
    </message>
    <message>
        <source>The gateway fails (502)</source>
        <translation>网关出错（502）</translation>
    </message>
    <message>
        <source>The service is overloaded (503)</source>
        <translation>服务过载（503）</translation>
    </message>
    <message>
        <source>The gateway gives up (504)</source>
        <translation>网关超时（504）</translation>
    </message>
    <message>
        <source>Moderation refuses the words</source>
        <translation>审核拒绝提示词</translation>
    </message>
    <message>
        <source>An address that takes no requests (405)</source>
        <translation>该地址不接受请求（405）</translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation>连不上服务</translation>
    </message>
    <message>
        <source>Answers that are junk</source>
        <translation>答复是乱码</translation>
    </message>
    <message>
        <source>A reason that is hostile</source>
        <translation>失败原因带恶意内容</translation>
    </message>
    <message>
        <source>While it is made</source>
        <translation>生成途中</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Sent, and no clear answer</source>
        <translation>已发送，没有明确答复</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Network and odd answers</source>
        <translation>网络与异常答复</translation>
    </message>
    <message>
        <source>Links and downloads</source>
        <translation>链接与下载</translation>
    </message>
    <message>
        <source>Reviews of references</source>
        <translation>参考素材审核</translation>
    </message>
    <message>
        <source>The request cannot be read (400)</source>
        <translation>请求无法读取（400）</translation>
    </message>
    <message>
        <source>No such address (404)</source>
        <translation>地址不存在（404）</translation>
    </message>
    <message>
        <source>Refused before it was read (413)</source>
        <translation>未读完就被拒绝（413）</translation>
    </message>
    <message>
        <source>The wrong kind of content (415)</source>
        <translation>内容类型不符（415）</translation>
    </message>
    <message>
        <source>A value out of range (422)</source>
        <translation>数值超出范围（422）</translation>
    </message>
    <message>
        <source>Sent to another address (302)</source>
        <translation>被转到其他地址（302）</translation>
    </message>
    <message>
        <source>The key is refused (401)</source>
        <translation>密钥被拒绝（401）</translation>
    </message>
    <message>
        <source>The key may not do that (403)</source>
        <translation>密钥没有权限（403）</translation>
    </message>
    <message>
        <source>The request is too large (413)</source>
        <translation>请求过大（413）</translation>
    </message>
    <message>
        <source>A question without an answer</source>
        <translation>查询没有回复</translation>
    </message>
    <message>
        <source>A link into your own network</source>
        <translation>链接指向你的内网</translation>
    </message>
    <message>
        <source>A review that takes long</source>
        <translation>审核时间较长</translation>
    </message>
    <message>
        <source>Refused by the review</source>
        <translation>审核未通过</translation>
    </message>
</context>
<context>
    <name>Hearing</name>
    <message>
        <source>Show it</source>
        <translation>打开所在位置</translation>
    </message>
</context>
<context>
    <name>HeldLine</name>
    <message>
        <source>Leaves in {seconds} s</source>
        <translation>{seconds} 秒后发送</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Undo sending</source>
        <translation>撤回发送</translation>
    </message>
</context>
<context>
    <name>HostForm</name>
    <message>
        <source>Up to 100 MB each. The service keeps them for about three days.</source>
        <translation>每个文件最大 100 MB，服务约保留三天。</translation>
    </message>
    <message>
        <source>Any size. Each file gets a secret name and an address that is only lent for some days.</source>
        <translation>大小不限。每个文件都有无法猜到的名称，地址只在几天内有效。</translation>
    </message>
    <message>
        <source>PicGo must run. It puts files where you have told it to, for anybody to see.</source>
        <translation>需要 PicGo 正在运行。它会把文件放到你设定的位置，任何人都能看到。</translation>
    </message>
    <message>
        <source>Fill in what is missing; until then files go as before.</source>
        <translation>请补全；在此之前文件仍按原来的方式上传。</translation>
    </message>
    <message>
        <source>Fill in what is missing first.</source>
        <translation>请先补全。</translation>
    </message>
    <message>
        <source>Enter the secret key first.</source>
        <translation>请先输入密钥。</translation>
    </message>
    <message>
        <source>Where files go</source>
        <translation>文件存放位置</translation>
    </message>
    <message>
        <source>Through the service</source>
        <translation>由服务上传</translation>
    </message>
    <message>
        <source>S3 bucket</source>
        <translation>S3 存储桶</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传方式</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>接入点</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Access Key</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Secret Key</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Path style</source>
        <translation>路径方式</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>The bucket&apos;s name stands in the path (MinIO)</source>
        <translation>存储桶名称写在路径中（MinIO）</translation>
    </message>
    <message>
        <source>Remove a file when the last clip that uses it has ended</source>
        <translation>最后一个用到它的视频结束后删除文件</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>HostTrial</name>
    <message>
        <source>Puts a tiny picture there, reads it without a key, and removes it.</source>
        <translation>放入一张极小的图片，不带密钥读取，然后删除。</translation>
    </message>
    <message>
        <source>Putting a picture there…</source>
        <translation>正在放入图片…</translation>
    </message>
    <message>
        <source>It works: the service can read what lies there.</source>
        <translation>可以使用：服务能读取那里的文件。</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation>隐藏输入内容</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>保存密钥</translation>
    </message>
    <message>
        <source>Really forget it</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain</source>
        <translation>已存入系统钥匙串</translation>
    </message>
    <message>
        <source>Kept until the program ends</source>
        <translation>保留到程序退出</translation>
    </message>
    <message>
        <source>Given by SEEDANCE_API_KEY</source>
        <translation>由 SEEDANCE_API_KEY 提供</translation>
    </message>
    <message>
        <source>No key yet: paste it here</source>
        <translation>还没有密钥，请粘贴到这里</translation>
    </message>
    <message>
        <source>The service&apos;s console shows it. It is written to no file.</source>
        <translation>可在服务的控制台中查到；不会写入任何文件。</translation>
    </message>
    <message>
        <source>Forget the key</source>
        <translation>删除密钥</translation>
    </message>
    <message>
        <source>Type a new one to replace it.</source>
        <translation>输入新密钥即可替换。</translation>
    </message>
    <message>
        <source>It overrules every kept key until the program ends.</source>
        <translation>程序退出前，它优先于所有已保存的密钥。</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>正在查询钥匙串…</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message numerus="yes">
        <source>%n create call(s)</source>
        <translation>
            <numerusform>%n 次提交</numerusform>
        </translation>
    </message>
    <message>
        <source>{amount} more may have been charged: no answer came</source>
        <translation>另有 {amount} 可能已扣费：未收到回应</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>按天</translation>
    </message>
    <message>
        <source>By route</source>
        <translation>按线路</translation>
    </message>
    <message>
        <source>By profile</source>
        <translation>按配置</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Close the ledger</source>
        <translation>关闭账本</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>导出表格…</translation>
    </message>
    <message>
        <source>Create calls</source>
        <translation>提交记录</translation>
    </message>
    <message>
        <source>Press Enter on a line to save its receipt</source>
        <translation>在某一行按回车可保存其凭据</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Whose money</source>
        <translation>资金类型</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>实际花费</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>Nothing was spent here</source>
        <translation>这里还没有花费</translation>
    </message>
    <message>
        <source>Every create call stands here with its price, and with what the balance says became of it.</source>
        <translation>每次提交生成都会记录在这里，附上价格，以及余额显示的实际变化。</translation>
    </message>
</context>
<context>
    <name>LedgerPanel</name>
    <message>
        <source>seedance-ledger-{date}.csv</source>
        <translation>seedance-账本-{date}.csv</translation>
    </message>
    <message>
        <source>Save the ledger</source>
        <translation>保存账本</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
</context>
<context>
    <name>LedgerWords</name>
    <message>
        <source>d MMM</source>
        <comment>a day, as QLocale writes it</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>balance −{amount}</source>
        <translation>余额 −{amount}</translation>
    </message>
    <message>
        <source>balance +{amount}, given back</source>
        <translation>余额 +{amount}，已退回</translation>
    </message>
    <message>
        <source>balance unchanged</source>
        <translation>余额未变</translation>
    </message>
    <message>
        <source>balance: others came between or are open</source>
        <translation>余额：期间有其他任务或未收到回应的任务</translation>
    </message>
    <message>
        <source>balance: not known yet</source>
        <translation>余额：暂不确定</translation>
    </message>
    <message>
        <source>balance: money came in</source>
        <translation>余额：期间有充值</translation>
    </message>
    <message>
        <source>made</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>no answer came</source>
        <translation>未收到回应</translation>
    </message>
    <message>
        <source>closed by you</source>
        <translation>你已关闭</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>LibraryPane</name>
    <message>
        <source>Search prompts, routes, ids</source>
        <translation>搜索提示词、线路、编号</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>片库</translation>
    </message>
    <message>
        <source>Which takes are shown</source>
        <translation>显示哪些视频</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无回应</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>The window is dark now.</source>
        <translation>当前为深色。</translation>
    </message>
    <message>
        <source>The window is light now.</source>
        <translation>当前为浅色。</translation>
    </message>
    <message>
        <source>Everything changes at once; nothing is restarted.</source>
        <translation>立即生效，无需重启。</translation>
    </message>
    <message>
        <source>How the window looks, and the language it speaks.</source>
        <translation>窗口的外观和界面语言。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>MentionPopup</name>
    <message>
        <source>All references are set aside now.</source>
        <translation>已加载的素材目前都已搁置。</translation>
    </message>
    <message>
        <source>No references yet. Drop a picture here.</source>
        <translation>还没有素材，把图片拖到这里即可。</translation>
    </message>
    <message>
        <source>References that can be mentioned</source>
        <translation>可提及的素材</translation>
    </message>
</context>
<context>
    <name>MoneyPage</name>
    <message>
        <source>Spending</source>
        <translation>花费</translation>
    </message>
    <message>
        <source>{amount} so far</source>
        <translation>已花 {amount}</translation>
    </message>
    <message>
        <source>A cap stops hard: what would go over it is not sent, and nothing is charged. Where several are set, the tightest counts. An empty field is no cap.</source>
        <translation>上限是硬性的：会超出的请求不会发送，也不会扣费。设了多个上限时，以最紧的为准。留空表示不限。</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>本次运行</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>One press</source>
        <translation>点一次</translation>
    </message>
    <message>
        <source>Cap for a session</source>
        <translation>本次运行的上限</translation>
    </message>
    <message>
        <source>Cap for a day</source>
        <translation>每天的上限</translation>
    </message>
    <message>
        <source>Cap for one press on Generate</source>
        <translation>点一次“生成”的上限</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Caps of</source>
        <translation>上限所属的配置</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Time to undo</source>
        <translation>撤回时间</translation>
    </message>
    <message>
        <source>Each profile has caps of its own: services may count in different money.</source>
        <translation>每个配置的上限各自独立，因为不同服务的计价单位可能不同。</translation>
    </message>
    <message>
        <source>Generate waits this long before anything leaves; undoing it until then is free.</source>
        <translation>点“生成”后等待这么久才会发出，在此之前撤回不花钱。</translation>
    </message>
    <message>
        <source>Seconds in which Generate can be undone</source>
        <translation>点“生成”后可撤回的秒数</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>This is no amount. Type one like 20 or 0.35, or leave the field empty.</source>
        <translation>这不是金额。请输入类似 20 或 0.35 的数字，或留空。</translation>
    </message>
    <message>
        <source>From the start of the program to its end.</source>
        <translation>从启动程序到退出为止。</translation>
    </message>
    <message>
        <source>From midnight to midnight by this computer&apos;s clock, over all sessions.</source>
        <translation>按本机时钟的零点到零点，所有运行合计。</translation>
    </message>
    <message>
        <source>By pressing Generate once, for one clip or for several.</source>
        <translation>点一次“生成”的花费，无论一个还是多个视频。</translation>
    </message>
    <message>
        <source>Nothing is charged in the sandbox. A cap there lets you rehearse being stopped.</source>
        <translation>沙盒中不会扣费。在这里设上限，可以演练被拦下的情形。</translation>
    </message>
    <message>
        <source>This address was given for one run of the program; it has no caps.</source>
        <translation>这个地址只用于本次运行，没有上限。</translation>
    </message>
    <message>
        <source>{unknown} of {all} prices are unknown here. Such a request is not sent under a cap, as nobody could say whether it fits.</source>
        <translation>这里有 {unknown} 个价格未知（共 {all} 个）。有上限时，价格未知的请求不会发送，因为无法判断是否超限。</translation>
    </message>
    <message>
        <source>Enter prices</source>
        <translation>填写价格</translation>
    </message>
    <message>
        <source>Under a cap, nothing of unknown price is sent: nobody could say whether it fits.</source>
        <translation>有上限时，价格未知的请求不会发送，因为无法判断是否超限。</translation>
    </message>
    <message>
        <source>Generate sends at once. What has left cannot be taken back.</source>
        <translation>点“生成”后立即发送，发出后无法撤回。</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Most people leave this as it is. It holds for every profile; the sandbox needs no network.</source>
        <translation>通常无需更改。对所有配置有效；沙盒不需要网络。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>不用代理</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>指定地址</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理地址</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Extra certificate authority</source>
        <translation>附加的证书颁发机构</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Use no extra certificate</source>
        <translation>不使用附加证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The system&apos;s proxy is used, where it has one.</source>
        <translation>使用系统代理（如果设置了）。</translation>
    </message>
    <message>
        <source>The service is reached directly.</source>
        <translation>直接连接服务。</translation>
    </message>
    <message>
        <source>This is no proxy&apos;s address. It begins with http, https, socks5 or socks5h.</source>
        <translation>这不是代理地址，应以 http、https、socks5 或 socks5h 开头。</translation>
    </message>
    <message>
        <source>This proxy is used.</source>
        <translation>正在使用此代理。</translation>
    </message>
    <message>
        <source>Not used yet. Type an address, then press Enter.</source>
        <translation>尚未启用。输入地址后按 Enter。</translation>
    </message>
    <message>
        <source>A PEM file; needed only where a company&apos;s network signs connections itself.</source>
        <translation>PEM 文件；仅当公司网络自行签发证书时需要。</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>Opening your clips…</source>
        <translation>正在读取视频列表…</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>换一个</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横屏</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>竖屏</translation>
    </message>
    <message>
        <source>Clear ratio</source>
        <translation>清除比例</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>画面方向</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Another ratio</source>
        <translation>其他比例</translation>
    </message>
    <message>
        <source>e.g. 4:3</source>
        <translation>如 4:3</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
    <message>
        <source>Picture: Space plays, ← → step a frame</source>
        <translation>画面：空格播放，← → 逐帧</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>关闭设置</translation>
    </message>
    <message>
        <source>Profiles and keys</source>
        <translation>配置与密钥</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>花费</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>PriceLine</name>
    <message>
        <source>by hand {day}</source>
        <translation>手填 {day}</translation>
    </message>
    <message>
        <source>listed {day}</source>
        <translation>价目表 {day}</translation>
    </message>
    <message>
        <source>Set by hand on {day}.</source>
        <translation>{day} 手动填写。</translation>
    </message>
    <message>
        <source>Found in the service&apos;s price list on {day}.</source>
        <translation>{day} 来自服务的价目表。</translation>
    </message>
    <message>
        <source>Older than {days} days: see whether it still holds.</source>
        <translation>已超过 {days} 天，请看看是否仍然有效。</translation>
    </message>
    <message>
        <source>Like 0.35</source>
        <translation>如 0.35</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Price of {name}, {unit}</source>
        <translation>{name} 的价格，{unit}</translation>
    </message>
</context>
<context>
    <name>PriceReview</name>
    <message>
        <source>The service&apos;s price list</source>
        <translation>服务的价目表</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>正在查询</translation>
    </message>
    <message>
        <source>Close the price list</source>
        <translation>关闭价目表</translation>
    </message>
    <message>
        <source>Asking the service for it. No key is sent, and nothing is charged.</source>
        <translation>正在向服务查询。不会发送密钥，也不会扣费。</translation>
    </message>
    <message>
        <source>New: {count}</source>
        <translation>新增 {count}</translation>
    </message>
    <message>
        <source>Changed: {count}</source>
        <translation>变动 {count}</translation>
    </message>
    <message>
        <source>The same: {count}</source>
        <translation>相同 {count}</translation>
    </message>
    <message>
        <source>Note that they were checked today</source>
        <translation>记下今天已核对</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n price(s)</source>
        <translation>
            <numerusform>采用 %n 个价格</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken: {name} is listed {mode}, which is not how it is billed here.</source>
        <translation>未采用：{name} 在价目表中{mode}，与这里的计费方式不同。</translation>
    </message>
    <message>
        <source>Not taken: {name} is listed with different prices.</source>
        <translation>未采用：{name} 在价目表中有多个不同的价格。</translation>
    </message>
    <message>
        <source>Not taken: {name} is listed without a price.</source>
        <translation>未采用：{name} 在价目表中没有价格。</translation>
    </message>
    <message>
        <source>Not taken for such reasons: {count} more.</source>
        <translation>因类似原因未采用：另有 {count} 个。</translation>
    </message>
    <message>
        <source>Of other products: {count}.</source>
        <translation>属于其他产品：{count} 个。</translation>
    </message>
    <message>
        <source>These are the usual prices. Where your account has its own, switch the row off.</source>
        <translation>这些是通用价格。如果你的账户有专属价格，请关掉那一行。</translation>
    </message>
</context>
<context>
    <name>PricesPage</name>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Enter what your account is charged, and every button that sends says what it will cost. No currency is shown, because the service names none. An empty price is unknown.</source>
        <translation>填写你的账户单价，提交按钮上就会显示费用。服务没有注明币种，所以不显示货币符号；留空表示未知。</translation>
    </message>
    <message>
        <source>Filter by route or name</source>
        <translation>按线路或名称筛选</translation>
    </message>
    <message>
        <source>Price book of</source>
        <translation>价目表所属配置</translation>
    </message>
    <message>
        <source>Fetch from the service</source>
        <translation>从服务获取</translation>
    </message>
    <message>
        <source>Ask for its public price list. Nothing is changed before you have seen it.</source>
        <translation>查询服务公开的价目表。在你看过之前，什么都不会改。</translation>
    </message>
    <message>
        <source>Nothing matches. Change the filter.</source>
        <translation>没有匹配的项目，请更改筛选条件。</translation>
    </message>
    <message>
        <source>{known} of {all} known</source>
        <translation>已填 {known} / {all}</translation>
    </message>
    <message>
        <source>The sandbox brings its own made-up prices. Nothing is charged there.</source>
        <translation>沙盒自带虚构的价格，不会扣费。</translation>
    </message>
    <message>
        <source>This address was given for one run of the program; it has no price book.</source>
        <translation>此地址只在本次运行中使用，没有价目表。</translation>
    </message>
    <message>
        <source>Older than {days} days: {count}. See whether they still hold.</source>
        <translation>有 {count} 个价格已超过 {days} 天，请看看是否仍然有效。</translation>
    </message>
    <message>
        <source>Last compared with the service&apos;s price list on {day}.</source>
        <translation>上次与服务的价目表核对：{day}。</translation>
    </message>
    <message>
        <source>You find the prices in the service&apos;s console.</source>
        <translation>价格可在服务的控制台查到。</translation>
    </message>
    <message>
        <source>This service has no public price list. Its console tells the prices; enter them by hand.</source>
        <translation>这个服务没有公开的价目表。请在服务的控制台查看价格并手动填写。</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>A profile needs a name.</source>
        <translation>请填写配置名称。</translation>
    </message>
    <message>
        <source>This is no web address. It looks like https://www.jimmyai.cn.</source>
        <translation>这不是有效的网址，形如 https://www.jimmyai.cn。</translation>
    </message>
    <message>
        <source>Use https://. Plain http:// is for this very computer only.</source>
        <translation>请使用 https://；只有本机地址可以用 http://。</translation>
    </message>
    <message>
        <source>Given at the program&apos;s start; it is not kept.</source>
        <translation>由启动参数给出，不会保存。</translation>
    </message>
    <message>
        <source>Not used yet. Press Enter, and requests and the key go here from then on.</source>
        <translation>尚未启用。按 Enter 后，请求和密钥将发往这里。</translation>
    </message>
    <message>
        <source>Requests and the key go here and nowhere else.</source>
        <translation>请求和密钥只发往这里。</translation>
    </message>
    <message>
        <source>Correct the address first.</source>
        <translation>请先改正地址。</translation>
    </message>
    <message>
        <source>Correct the key first.</source>
        <translation>请先改正密钥。</translation>
    </message>
    <message>
        <source>Enter a key first.</source>
        <translation>请先填写密钥。</translation>
    </message>
    <message>
        <source>Use the new address first, or type the key to try.</source>
        <translation>请先启用新地址，或输入要测试的密钥。</translation>
    </message>
    <message>
        <source>Really remove it</source>
        <translation>确认移除</translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation>移除配置</translation>
    </message>
    <message>
        <source>Key and prices go too; clips under way cannot be fetched.</source>
        <translation>密钥和价格会一并删除，未完成的视频将无法取回。</translation>
    </message>
    <message>
        <source>It goes by itself when the program ends.</source>
        <translation>程序退出后会自动消失。</translation>
    </message>
    <message>
        <source>One profile always stays. Change this one, or add another first.</source>
        <translation>至少保留一个配置。可以修改它，或先添加另一个。</translation>
    </message>
    <message>
        <source>Use this profile</source>
        <translation>使用此配置</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>服务地址</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <source>Profiles</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Add a profile</source>
        <translation>添加配置</translation>
    </message>
</context>
<context>
    <name>ProfilePick</name>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
</context>
<context>
    <name>ProfileRow</name>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>nothing is charged</source>
        <translation>不会扣费</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Profiles and keys</source>
        <translation>配置与密钥</translation>
    </message>
    <message>
        <source>A profile is a service&apos;s address, your key there, and what it charges.</source>
        <translation>一个配置包含服务地址、你的密钥和价目表。</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>新配置</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Nothing was sent yet: stopping now is free.</source>
        <translation>尚未发送，现在取消不会扣费。</translation>
    </message>
    <message>
        <source>It is sent and cannot be taken back. Closing the program loses nothing.</source>
        <translation>已经发送，无法撤回。关闭程序也不会丢失。</translation>
    </message>
    <message>
        <source>What is going to be sent</source>
        <translation>将要发送的内容</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>发送的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Time so far</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Upload progress</source>
        <translation>上传进度</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>In queue</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Making</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>Leaves in {seconds} s. Until then it can be taken back.</source>
        <translation>{seconds} 秒后发送，在此之前可以撤回。</translation>
    </message>
    <message>
        <source>Uploaded {total}</source>
        <translation>已上传 {total}</translation>
    </message>
    <message>
        <source>Uploading {total}</source>
        <translation>正在上传 {total}</translation>
    </message>
    <message>
        <source>Uploading {sent} of {total}</source>
        <translation>正在上传 {sent} / {total}</translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>Describe what you want to see. Type @ to mention a reference</source>
        <translation>描述你想看到的画面。输入 @ 引用素材</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
</context>
<context>
    <name>RangePicker</name>
    <message>
        <source>Part of the clip that is kept</source>
        <translation>保留的片段</translation>
    </message>
    <message>
        <source>Arrows move it by a frame, with Shift by a second, Home and End all the way.</source>
        <translation>方向键每次移动一帧，按住 Shift 移动一秒，Home 和 End 移到头尾。</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Kept part</source>
        <translation>保留部分</translation>
    </message>
    <message>
        <source>End</source>
        <translation>终点</translation>
    </message>
</context>
<context>
    <name>References</name>
    <message numerus="yes">
        <source>%n image(s) set aside while frames are in use.</source>
        <translation>
            <numerusform>已暂存 %n 张参考图：首尾帧模式不可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) set aside while references are in use.</source>
        <translation>
            <numerusform>已暂存 %n 张首尾帧：参考素材模式不可用</numerusform>
        </translation>
    </message>
    <message>
        <source>References or frames</source>
        <translation>参考素材或首尾帧</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>First &amp;&amp; last frame</source>
        <translation>首尾帧</translation>
    </message>
</context>
<context>
    <name>RenameField</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>ReviewRow</name>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Take the price of {name}: {before} becomes {now}, {unit}</source>
        <translation>采用 {name} 的价格：{before} 变为 {now}，{unit}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>RouteCard</name>
    <message>
        <source>Route: %1</source>
        <translation>线路：%1</translation>
    </message>
</context>
<context>
    <name>RouteHead</name>
    <message>
        <source>No billing name is known here: model and resolution stand for it.</source>
        <translation>计费名称未知，以模型和分辨率代替。</translation>
    </message>
</context>
<context>
    <name>RoutePicker</name>
    <message>
        <source>Filter by name, model, what it takes</source>
        <translation>按名称、模型、可用素材筛选</translation>
    </message>
    <message>
        <source>Filter routes</source>
        <translation>筛选线路</translation>
    </message>
    <message>
        <source>only what fits this draft</source>
        <translation>只看可用线路</translation>
    </message>
    <message>
        <source>No route fits. Change the filter, or show all routes again.</source>
        <translation>没有符合的线路。请更改筛选条件，或重新显示全部线路。</translation>
    </message>
</context>
<context>
    <name>SandboxNote</name>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>The sandbox plays the service on this very computer: the whole way from a prompt to a clip, with made-up prices and a made-up balance. Nothing leaves the computer, nothing is charged, and no key is needed. Its clips show your prompt and references instead of a film.</source>
        <translation>沙盒在本机模拟服务：从提示词到视频，全程都能走一遍，价格和余额都是虚构的。数据不离开本机，不会扣费，也不需要密钥。生成的视频只显示你的提示词和素材，不是真正的成片。</translation>
    </message>
    <message>
        <source>Use the sandbox</source>
        <translation>使用沙盒</translation>
    </message>
</context>
<context>
    <name>SendBar</name>
    <message>
        <source>Write a prompt to begin</source>
        <translation>先写一句提示词</translation>
    </message>
    <message>
        <source>Looking at your files</source>
        <translation>正在读取素材…</translation>
    </message>
    <message>
        <source>Ready to send</source>
        <translation>可以提交</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to fix</source>
        <translation>
            <numerusform>还有 %n 项需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Making a copy to send</source>
        <translation>正在生成要发送的副本</translation>
    </message>
    <message numerus="yes">
        <source>Ready to send, with %n remark(s)</source>
        <translation>
            <numerusform>可以提交，有 %n 条提示</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the cap</source>
        <translation>调整上限</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>修复…</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>price not set</source>
        <translation>未设置价格</translation>
    </message>
    <message>
        <source>%1 for %2 clips</source>
        <translation>%2 个共 %1</translation>
    </message>
    <message>
        <source>%1 per task</source>
        <translation>每次 %1</translation>
    </message>
    <message>
        <source>%1 for %2 s</source>
        <translation>%2 秒共 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer clips</source>
        <translation>减少数量</translation>
    </message>
    <message>
        <source>More clips</source>
        <translation>增加数量</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>余额 %1</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Set a price</source>
        <translation>设置价格</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Send it once more</source>
        <translation>再发送一次</translation>
    </message>
    <message>
        <source>Send a second one</source>
        <translation>再发送一个</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>a date of this year, as QLocale writes it</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date of another year, as QLocale writes it</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Saving: {countdown}</source>
        <translation>保存中：{countdown}</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>in queue</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Not on disk yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Not on disk: link died</source>
        <translation>尚未保存：链接已失效</translation>
    </message>
    <message>
        <source>link dies in {minutes} min</source>
        <translation>{minutes} 分钟后链接失效</translation>
    </message>
    <message>
        <source>link dies in {hours} h</source>
        <translation>{hours} 小时后链接失效</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>剩 {hours} 小时</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>没有发送</translation>
    </message>
    <message>
        <source>Not on disk: {countdown}</source>
        <translation>尚未保存：{countdown}</translation>
    </message>
    <message>
        <source>May be charged</source>
        <translation>可能已扣费</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Moderated</source>
        <translation>审核未通过</translation>
    </message>
    <message>
        <source>Closed by you</source>
        <translation>已由你关闭</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>The folder you chose</source>
        <translation>你选择的文件夹</translation>
    </message>
    <message>
        <source>The usual folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Clips that are already made stay where they are.</source>
        <translation>已生成的视频留在原处。</translation>
    </message>
    <message>
        <source>Every finished clip is saved here by itself.</source>
        <translation>生成的视频会自动保存到这里。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Back to the usual folder</source>
        <translation>恢复默认文件夹</translation>
    </message>
    <message>
        <source>Folder for clips</source>
        <translation>视频文件夹</translation>
    </message>
</context>
<context>
    <name>StoryWords</name>
    <message>
        <source>The answer is lost</source>
        <translation>提交后没有回音</translation>
    </message>
    <message>
        <source>The link has expired</source>
        <translation>链接已失效</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Moderation refuses</source>
        <translation>审核不通过</translation>
    </message>
    <message>
        <source>Sent, perhaps charged, then silence. It is never sent again by itself, so you never pay twice.</source>
        <translation>请求已发出，可能已扣费，却没有回音。程序绝不自行重发，所以不会付两次钱。</translation>
    </message>
    <message>
        <source>The clip is made, but its link is dead. A fresh one is asked for, which costs nothing.</source>
        <translation>视频已生成，但链接失效了。程序会要一个新链接，不花钱。</translation>
    </message>
    <message>
        <source>The clip is made, but there is no room. It waits for you, and nothing on the disk is touched.</source>
        <translation>视频已生成，但磁盘没有空间。它会等着你，磁盘上的文件一个也不动。</translation>
    </message>
    <message>
        <source>Look in the console</source>
        <translation>查看控制台</translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>腾出空间</translation>
    </message>
    <message>
        <source>The sandbox is starting. Nothing here costs money, and your draft stays as it is.</source>
        <translation>沙盒正在启动。这里一切免费，你的草稿保持原样。</translation>
    </message>
    <message>
        <source>A short clip is being sent to the sandbox. You need do nothing yet.</source>
        <translation>正在向沙盒提交一段短视频，你暂时不用做什么。</translation>
    </message>
    <message>
        <source>This ended in another way than the story goes. Press Done, and try it again if you like.</source>
        <translation>这次的结局与预想的不同。请按“完成”，愿意的话可以再试一次。</translation>
    </message>
    <message>
        <source>The id was taken. The program now follows that task to its clip.</source>
        <translation>已采用这个编号，程序会跟进该任务，直到取回视频。</translation>
    </message>
    <message>
        <source>The clip is being made. Its first link will be dead when the program tries it.</source>
        <translation>视频正在生成。程序去取时，第一个链接会是失效的。</translation>
    </message>
    <message>
        <source>The clip is being made. When it is fetched, the disk will seem to be full.</source>
        <translation>视频正在生成。下载时，磁盘会显得已满。</translation>
    </message>
    <message>
        <source>The service took the request and is working. It will refuse in a moment.</source>
        <translation>服务已接受请求，正在处理，稍后会拒绝。</translation>
    </message>
    <message>
        <source>Above stand the reason and what is known of the charge. Use again gives the words back; nothing is sent by it.</source>
        <translation>上方写着原因和目前所知的扣费情况。“再次使用”会取回内容，不会发送任何请求。</translation>
    </message>
    <message>
        <source>The clip waits at the service, and nothing on the disk is touched. Make room, as you would by deleting something.</source>
        <translation>视频在服务端等着，磁盘上的文件一个也不会动。腾出空间吧，就像平时删掉一些文件。</translation>
    </message>
    <message>
        <source>The console lists {id}, and the id is copied. Press Paste id above, then Fetch.</source>
        <translation>控制台里有 {id}，编号已复制。请点上面的“粘贴编号”，再点“取回”。</translation>
    </message>
    <message>
        <source>There is room again. The program looks every 20 seconds and goes on; you need do nothing.</source>
        <translation>空间有了。程序每 20 秒检查一次，会自动继续，无需操作。</translation>
    </message>
    <message>
        <source>The link is dead. The program asks the service for a fresh one; you need do nothing.</source>
        <translation>链接已失效。程序正在向服务要新链接，你不用做什么。</translation>
    </message>
    <message>
        <source>The clip is not made. You see why and what is known of its cost, and your words come back to the form.</source>
        <translation>视频没有生成。你会看到原因和目前所知的花费，写好的内容可以取回表单。</translation>
    </message>
    <message>
        <source>Above stands what the balance says so far; it may not tell yet. If it was made, the service&apos;s console lists it: look there.</source>
        <translation>上方是目前从余额看出的情况，可能还无法判断。如果任务已创建，服务的控制台里能找到它：去那里看看。</translation>
    </message>
    <message>
        <source>One press, one create call. Whatever the line did, nothing was sent a second time.</source>
        <translation>按一次，只提交一次。无论线路怎样，都没有发送第二次。</translation>
    </message>
    <message>
        <source>The first link was dead, a fresh one was fetched, and the clip is on your disk. It was paid once.</source>
        <translation>第一个链接失效，程序换了新链接，视频已在你的磁盘上。只付了一次钱。</translation>
    </message>
    <message>
        <source>The clip is on your disk. It waited until there was room, and it was paid once.</source>
        <translation>视频已在你的磁盘上。它一直等到有了空间，只付了一次钱。</translation>
    </message>
</context>
<context>
    <name>TakePage</name>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>发送的内容</translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>复制任务编号</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>Save frame</source>
        <translation>保存画面</translation>
    </message>
    <message>
        <source>Retry download</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Frame saved: show it</source>
        <translation>画面已保存：查看</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>About this take</source>
        <translation>视频信息</translation>
    </message>
</context>
<context>
    <name>TaskFacts</name>
    <message>
        <source>Route</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>about {price}</source>
        <translation>约 {price}</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Save receipt…</source>
        <translation>保存凭据…</translation>
    </message>
    <message>
        <source>Its link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>None has come</source>
        <translation>一直没有</translation>
    </message>
    <message>
        <source>Has died; a fresh one is asked for</source>
        <translation>已失效，会获取新的链接</translation>
    </message>
    <message>
        <source>Has died</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>{days} d {hours} h, until {end}</source>
        <translation>{days} 天 {hours} 小时，至 {end}</translation>
    </message>
    <message>
        <source>Its link lives</source>
        <translation>链接剩余时间</translation>
    </message>
    <message>
        <source>{time}, until {end}</source>
        <translation>{time}，至 {end}</translation>
    </message>
    <message>
        <source>{amount}, shown was {price}</source>
        <translation>{amount}，显示为 {price}</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Balance · {time}</source>
        <translation>余额 · {time}</translation>
    </message>
    <message>
        <source>Nothing was taken</source>
        <translation>没有扣费</translation>
    </message>
    <message>
        <source>{amount} is gone</source>
        <translation>少了 {amount}</translation>
    </message>
    <message>
        <source>{amount} came back</source>
        <translation>已退回 {amount}</translation>
    </message>
    <message>
        <source>Cannot tell: other clips came between, or one is still without an answer</source>
        <translation>无法判断：期间有其他任务，或有任务仍未收到回应</translation>
    </message>
    <message>
        <source>Cannot tell: money came in meanwhile</source>
        <translation>无法判断：期间有充值</translation>
    </message>
    <message>
        <source>Cannot tell yet</source>
        <translation>暂时无法判断</translation>
    </message>
    <message>
        <source>Nothing so far; it may still be charged</source>
        <translation>目前未扣费，仍可能扣费</translation>
    </message>
    <message>
        <source>{amount} is gone so far</source>
        <translation>目前已扣 {amount}</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Perhaps</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>Safe: nothing was made</source>
        <translation>安全：没有生成任何内容</translation>
    </message>
    <message>
        <source>A new task, charged anew</source>
        <translation>新任务，会重新计费</translation>
    </message>
    <message>
        <source>{name} (uploaded)</source>
        <translation>{name}（已上传）</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>未收到回应。</translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>复制任务编号</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>TileCommands</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message numerus="yes">
        <source>Remove all %n</source>
        <translation>
            <numerusform>全部移除（%n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Swap the frames</source>
        <translation>交换首尾帧</translation>
    </message>
    <message>
        <source>Move to the images</source>
        <translation>移到参考图</translation>
    </message>
    <message>
        <source>Use as first frame</source>
        <translation>用作首帧</translation>
    </message>
    <message>
        <source>Use as last frame</source>
        <translation>用作尾帧</translation>
    </message>
    <message>
        <source>Make a fitted copy…</source>
        <translation>制作适配副本…</translation>
    </message>
    <message>
        <source>Use the original</source>
        <translation>改用原文件</translation>
    </message>
</context>
<context>
    <name>TileLooks</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 帧/秒</translation>
    </message>
</context>
<context>
    <name>TrayKeeper</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TraySection</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Other routes</source>
        <translation>其他线路</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Drop pictures, paste, or browse</source>
        <translation>拖入、粘贴或选择图片</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加参考图</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>参考视频</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>添加参考视频</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>参考音频</translation>
    </message>
    <message>
        <source>Add audio</source>
        <translation>添加参考音频</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>再显示 %1 个</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>正在测试</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在询问服务…</translation>
    </message>
    <message>
        <source>Asks for the balance. Nothing is charged.</source>
        <translation>只查询余额，不会扣费。</translation>
    </message>
    <message>
        <source>It works. Balance {amount}</source>
        <translation>连接正常，余额 {amount}</translation>
    </message>
    <message>
        <source>It works. The service tells no balance.</source>
        <translation>连接正常，服务没有提供余额。</translation>
    </message>
</context>
<context>
    <name>TrimStage</name>
    <message>
        <source>%1 s of at most %2 s</source>
        <translation>%1 秒，最长 %2 秒</translation>
    </message>
    <message>
        <source>%1 s of %2 s</source>
        <translation>%1 秒，共 %2 秒</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play the kept part</source>
        <translation>播放保留部分</translation>
    </message>
    <message>
        <source>Frame that is looked at</source>
        <translation>当前画面</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>The clip is not where it was saved</source>
        <translation>视频已不在原来的位置</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted. Put it back, or download it again while its link lives.</source>
        <translation>文件已被移动、改名或删除。请放回原处，或在链接失效前重新下载。</translation>
    </message>
    <message>
        <source>No picture comes</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>The clip is on disk, but this player cannot show its format. Another program may.</source>
        <translation>视频已保存，但这里无法播放此格式。其他程序也许可以。</translation>
    </message>
    <message>
        <source>This clip cannot be played here</source>
        <translation>这里无法播放此视频</translation>
    </message>
    <message>
        <source>The file may be damaged or of a format this player does not know. Another program may show it.</source>
        <translation>文件可能已损坏，或格式不受支持。其他程序也许可以播放。</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
</context>
<context>
    <name>UncertainPage</name>
    <message>
        <source>No answer came</source>
        <translation>未收到回应</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>What that says</source>
        <translation>由此可见</translation>
    </message>
    <message>
        <source>What was sent and what came back · receipt</source>
        <translation>发送与返回的内容 · 凭据</translation>
    </message>
    <message>
        <source>Really close</source>
        <translation>确认关闭</translation>
    </message>
    <message>
        <source>It was never made</source>
        <translation>它并未生成</translation>
    </message>
    <message>
        <source>Close it. The draft stays.</source>
        <translation>关闭它，草稿会保留。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It may have been sent</source>
        <translation>可能已经发送</translation>
    </message>
    <message>
        <source>The request was being sent at {time} when the program ended, before any answer was read.</source>
        <translation>请求于 {time} 正在发送时程序退出了，没有读到服务的回应。</translation>
    </message>
    <message>
        <source>The request was sent at {time} and the connection broke before the service answered.</source>
        <translation>请求于 {time} 发出，服务回应之前连接就中断了。</translation>
    </message>
    <message>
        <source>The request was sent at {time} and what came back says nothing about it.</source>
        <translation>请求于 {time} 发出，但返回的内容看不出结果。</translation>
    </message>
    <message>
        <source>It may be making your clip, and it may have charged for it. The program will not send it again by itself.</source>
        <translation>视频可能正在生成，也可能已经扣费。程序不会自动重新发送。</translation>
    </message>
    <message>
        <source>The program will not send it again by itself.</source>
        <translation>程序不会自行重新发送。</translation>
    </message>
    <message>
        <source>Press once more. If you find its id after all, it can still be pasted here.</source>
        <translation>请再按一次。之后若找到它的编号，仍可在这里粘贴。</translation>
    </message>
    <message>
        <source>Really send again</source>
        <translation>确认再次发送</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>再发送一次</translation>
    </message>
    <message>
        <source>Press once more and a new task is sent and charged.</source>
        <translation>再按一次，就会发送新任务并计费。</translation>
    </message>
    <message>
        <source>A new task. If the first one exists too, both are charged.</source>
        <translation>这是一个新任务。如果前一个也存在，两个都会扣费。</translation>
    </message>
</context>
<context>
    <name>UnsavedPage</name>
    <message>
        <source>It was not saved. Fetch it again: nothing is charged for that.</source>
        <translation>没有保存成功。可以重新取回，不会再次扣费。</translation>
    </message>
    <message>
        <source>Made, but not on disk yet</source>
        <translation>已生成，尚未保存</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>服务返回的内容</translation>
    </message>
    <message>
        <source>Fetch it again</source>
        <translation>重新取回</translation>
    </message>
    <message>
        <source>Asks for a fresh link first. Nothing is charged for fetching.</source>
        <translation>会先获取新的链接，取回不收费。</translation>
    </message>
    <message>
        <source>Retry download</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Made, but its link has died</source>
        <translation>已生成，但链接已失效</translation>
    </message>
    <message>
        <source>Made, but no link came</source>
        <translation>已生成，但一直没有链接</translation>
    </message>
    <message>
        <source>Make another one</source>
        <translation>另外生成一个</translation>
    </message>
    <message>
        <source>The draft goes back into the form. Nothing is sent yet.</source>
        <translation>草稿会回到表单，此时不会发送。</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>It goes on by itself once the disk takes it; a press tries at once.</source>
        <translation>磁盘可写后会自动继续；点击可立即尝试。</translation>
    </message>
    <message>
        <source>It is tried again by itself every hour; a press asks for a fresh link at once.</source>
        <translation>每小时会自动重试；点击可立即获取新链接。</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>1 reference needs review</source>
        <translation>1 个素材需要审核</translation>
    </message>
    <message>
        <source>%1 references need review</source>
        <translation>%1 个素材需要审核</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>at most %1 images</source>
        <translation>最多 %1 张图片</translation>
    </message>
    <message>
        <source>takes no %1</source>
        <translation>不支持 %1</translation>
    </message>
    <message>
        <source>needs both frames</source>
        <translation>需要首帧和尾帧</translation>
    </message>
    <message>
        <source>takes no video</source>
        <translation>不支持参考视频</translation>
    </message>
    <message>
        <source>at most %1 videos</source>
        <translation>最多 %1 个视频</translation>
    </message>
    <message>
        <source>at most %1 s of video</source>
        <translation>视频最长 %1 秒</translation>
    </message>
    <message>
        <source>videos too large</source>
        <translation>视频文件太大</translation>
    </message>
    <message>
        <source>video pixels out of bounds</source>
        <translation>视频尺寸不符</translation>
    </message>
    <message>
        <source>takes no audio</source>
        <translation>不支持参考音频</translation>
    </message>
    <message>
        <source>at most %1 audio clips</source>
        <translation>最多 %1 段音频</translation>
    </message>
    <message>
        <source>no audio beside frames</source>
        <translation>首尾帧不能配音频</translation>
    </message>
    <message>
        <source>no audio alone</source>
        <translation>音频不能单独使用</translation>
    </message>
    <message>
        <source>takes no asset://</source>
        <translation>不支持 asset://</translation>
    </message>
    <message>
        <source>makes no %1 s</source>
        <translation>不支持 %1 秒</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>不支持 %1</translation>
    </message>
    <message>
        <source>prompt too long</source>
        <translation>提示词太长</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>Vigil</name>
    <message>
        <source>Fetch them now</source>
        <translation>立即下载</translation>
    </message>
</context>
<context>
    <name>VolumePopup</name>
    <message>
        <source>Mute (M)</source>
        <translation>静音（M）</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>WhatIfPage</name>
    <message>
        <source>What if…</source>
        <translation>如果……怎么办</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Live through what can go wrong. The sandbox plays the service: nothing is charged, your draft stays.</source>
        <translation>亲历可能出错的情形。由沙盒扮演服务：不收费，你的草稿保持原样。</translation>
    </message>
    <message>
        <source>Live through it</source>
        <translation>体验一次</translation>
    </message>
</context>
</TS>
